import { createHash } from 'node:crypto'
import type { ReadPicture, TextReader } from '../../media/look.ts'
import type { ReadText } from '../../media/media-facts.ts'
import type { Finding } from '../../model3d/finding.ts'
import { findWriting } from './find-writing.ts'
import { greyOf } from './grey.ts'
import { type InkLevel, inkLevels } from './ink-levels.ts'
import { type LanguageData, readLanguageData } from './language-data.ts'
import { mergeRegions } from './merge-regions.ts'
import { BadLanguageData, type OcrEngine, openOcrEngine } from './ocr-engine.ts'
import { readCodes } from './read-codes.ts'
import { readLines } from './read-lines.ts'
import { withoutDoubles } from './without-doubles.ts'

export interface TextReaderOptions {
  /** Where language data may lie: see `languageFolders`. */
  readonly folders: readonly string[]
  /** Milliseconds that only go forward. */
  readonly clock: () => number
  /** Milliseconds for one picture, unless `read` is told another number. */
  readonly timeMs?: number
}

/** Counts up whenever the same picture could give other texts by this code. */
const READER = 2
const TIME_MS = 4000

/**
 * Opens a reader of writing and codes. It works in the thread of its caller and keeps it busy: open it in a thread that may die.
 * Its engine starts with the first picture that has something like writing, stays warm, and is started anew after it died.
 * Never rejects for what is there or not: without language data it reads codes only, and `finding` says so.
 */
export async function openTextReader(options: TextReaderOptions): Promise<TextReader> {
  const { clock, timeMs: usual = TIME_MS } = options
  const data = await usable(await readLanguageData(options.folders))
  let engine: OcrEngine | undefined
  const letters = async (levels: readonly InkLevel[], goesOn: () => boolean): Promise<ReadPicture> => {
    const texts: ReadText[] = []
    try {
      for (const region of mergeRegions(findWriting(levels))) {
        if (!goesOn()) return { texts, whole: false }
        engine ??= await openOcrEngine(data)
        texts.push(...readLines(levels, region, engine, goesOn))
      }
    } catch {
      engine = undefined // after a fault inside it nothing that it holds can be trusted
      return { texts, whole: false }
    }
    return { texts, whole: goesOn() }
  }
  return {
    languages: data.map(({ language }) => language),
    version: versionOf(data),
    finding: data.length === 0 ? UNAVAILABLE : undefined,
    async read(picture, timeMs = usual) {
      const until = clock() + timeMs
      const goesOn = (): boolean => clock() < until
      const levels = inkLevels(greyOf(picture))
      const codes = readCodes(levels, goesOn)
      if (data.length === 0) return { texts: codes, whole: goesOn() }
      const read = await letters(levels, goesOn)
      return { texts: [...codes, ...withoutDoubles(read.texts)], whole: read.whole }
    },
    async close() {
      engine?.close()
      engine = undefined
    },
  }
}

const UNAVAILABLE: Finding = {
  ...{ code: 'ocr-unavailable', severity: 'note', at: 'file' },
  says: 'Letters in pictures are not read here: there is no language data. `haechi doctor` says how to get it.',
}

/** Data that tesseract takes, each tried alone: of several it is content when it can load one. */
async function usable(data: readonly LanguageData[]): Promise<readonly LanguageData[]> {
  const whole: LanguageData[] = []
  for (const one of data) if (await taken([one])) whole.push(one)
  return whole
}

async function taken(data: readonly LanguageData[]): Promise<boolean> {
  try {
    const engine = await openOcrEngine(data)
    engine.close()
    return true
  } catch (fault) {
    if (fault instanceof BadLanguageData) return false
    throw fault
  }
}

function versionOf(data: readonly LanguageData[]): string {
  const hash = createHash('sha256')
  for (const { bytes } of data) hash.update(bytes)
  const languages = data.map(({ language }) => language).join('+')
  return data.length === 0 ? `${READER}` : `${READER}:${languages}:${hash.digest('hex').slice(0, 12)}`
}
