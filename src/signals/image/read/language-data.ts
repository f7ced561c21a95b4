import { readdir, readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { gunzipSync } from 'node:zlib'

/** What letters look like in a language, for tesseract. */
export interface LanguageData {
  /** As tesseract names it: `kor`. */
  readonly language: string
  readonly bytes: Uint8Array
}

/** What is read, where its data is there; the first is tried first. */
export const LANGUAGES = ['kor', 'eng'] as const
const SYSTEM = '/usr/share/tesseract-ocr'
/** The largest published file of one language has 40 MB. */
const MOST_BYTES = 64 * 1024 * 1024
/** In the packages: for the engine that we use, with whole numbers for weights. */
const EDITION = '4.0.0_best_int'

/**
 * Folders where language data may lie: those that are given (`HAECHI_TESSDATA`, `TESSDATA_PREFIX`, `tessdata` in the data
 * directory), those where Debian's packages put it, the newest first, and those of the installed packages. Debian's is read in
 * two thirds of the time, and reads short lines of two languages somewhat better.
 */
export async function languageFolders(
  given: readonly (string | undefined)[],
  system = SYSTEM,
): Promise<string[]> {
  const versions = await readdir(system).catch((): string[] => [])
  const installed = versions
    .sort()
    .reverse()
    .map((version) => join(system, version, 'tessdata'))
  return [...given, ...installed, ...packagedFolders()].filter(
    (folder): folder is string => folder !== undefined && folder !== '',
  )
}

function packagedFolders(): string[] {
  const { resolve } = createRequire(import.meta.url)
  return LANGUAGES.flatMap((language) => {
    try {
      return [join(dirname(resolve(`@tesseract.js-data/${language}`)), EDITION)]
    } catch {
      return [] // left out of this installation
    }
  })
}

/** The data of each language that is in one of the folders, packed or not; nothing is ever fetched from elsewhere. */
export async function readLanguageData(folders: readonly string[]): Promise<LanguageData[]> {
  const found: LanguageData[] = []
  for (const language of LANGUAGES)
    for (const folder of folders) {
      const bytes = await readIn(folder, language)
      if (bytes === undefined) continue
      found.push({ language, bytes })
      break
    }
  return found
}

async function readIn(folder: string, language: string): Promise<Uint8Array | undefined> {
  const file = join(folder, `${language}.traineddata`)
  try {
    const bytes = await readFile(file).catch(async () =>
      gunzipSync(await readFile(`${file}.gz`), { maxOutputLength: MOST_BYTES }),
    )
    return bytes.length === 0 || bytes.length > MOST_BYTES ? undefined : bytes
  } catch {
    return undefined
  }
}
