import type { Grey } from './grey.ts'
import type { LanguageData } from './language-data.ts'
import { startTesseract, type TesseractApi, type TesseractCore } from './tesseract-core.ts'
import { type OcrWord, wordsOfTsv } from './words-of-tsv.ts'

/** How tesseract looks at a picture: many lines in a block, one line, or words here and there. */
export type PageMode = 'block' | 'line' | 'sparse'

const MODES: Readonly<Record<PageMode, string>> = { block: '6', line: '7', sparse: '11' }
const LSTM_ONLY = 1

/** Reads letters; one after the other, in the thread of the caller, which it keeps busy meanwhile. */
export interface OcrEngine {
  /** Throws when the engine died; then another must be opened. */
  words(grey: Grey, mode: PageMode): OcrWord[]
  close(): void
}

/** Language data that tesseract does not take, so that letters of that language cannot be read. */
export class BadLanguageData extends Error {}

/** Opens an engine; about 0.2 s and 100 MB. Throws BadLanguageData. */
export async function openOcrEngine(data: readonly LanguageData[]): Promise<OcrEngine> {
  const core = await startTesseract()
  for (const { language, bytes } of data) core.FS.writeFile(`./${language}.traineddata`, bytes)
  const api = initialised(core, data.map(({ language }) => language).join('+'))
  // Light letters were turned dark before: to try each line both ways would take twice the time.
  api.SetVariable('tessedit_do_invert', '0')
  return {
    words({ width, height, data: pixels }, mode) {
      api.SetVariable('tessedit_pageseg_mode', MODES[mode])
      const head = Buffer.from(`P5\n${width} ${height}\n255\n`)
      core.FS.writeFile('/input', Buffer.concat([head, pixels]))
      if (api.SetImageFile(1, 0) !== 0 || api.Recognize(null) !== 0) return []
      const words = wordsOfTsv(api.GetTSVText(0))
      api.Clear()
      return words
    },
    close: () => api.End(),
  }
}

function initialised(core: TesseractCore, languages: string): TesseractApi {
  try {
    const api = new core.TessBaseAPI()
    if (api.Init(null, languages, LSTM_ONLY) === 0) return api
  } catch {
    // It ends itself on some damage, and refuses other.
  }
  throw new BadLanguageData(`tesseract does not take the data of ${languages}.`)
}
