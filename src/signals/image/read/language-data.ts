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
 * Folders where language data may lie, the first that has a file wins: `HAECHI_TESSDATA`, `TESSDATA_PREFIX`, `tessdata` in the
 * data directory, and where Debian's packages put it.
 */
export async function languageFolders(
  env: Readonly<Record<string, string | undefined>>,
  dataDir: string | undefined,
  system = SYSTEM,
): Promise<string[]> {
  const versions = await readdir(system).catch(() => [])
  return [
    env.HAECHI_TESSDATA,
    env.TESSDATA_PREFIX,
    dataDir === undefined ? undefined : join(dataDir, 'tessdata'),
    ...versions
      .toSorted()
      .toReversed()
      .map((version) => join(system, version, 'tessdata')),
  ].filter((folder) => folder !== undefined && folder !== '') as string[]
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
