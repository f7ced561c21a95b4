import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

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

/**
 * Folders where language data may lie, those that are given (`HAECHI_TESSDATA`, `TESSDATA_PREFIX`, `tessdata` in the data
 * directory) before those where Debian's packages put it, the newest first.
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
  return [...given, ...installed].filter((folder): folder is string => folder !== undefined && folder !== '')
}

/** The data of each language that is in one of the folders; nothing is ever fetched from elsewhere. */
export async function readLanguageData(folders: readonly string[]): Promise<LanguageData[]> {
  const found: LanguageData[] = []
  for (const language of LANGUAGES)
    for (const folder of folders) {
      const bytes = await readFile(join(folder, `${language}.traineddata`)).catch(() => undefined)
      if (bytes === undefined || bytes.length === 0 || bytes.length > MOST_BYTES) continue
      found.push({ language, bytes })
      break
    }
  return found
}
