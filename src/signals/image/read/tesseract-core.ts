import { createRequire } from 'node:module'

/** The part of tesseract.js-core that is used. */
export interface TesseractCore {
  readonly FS: { writeFile(path: string, bytes: Uint8Array): void; unlink(path: string): void }
  readonly TessBaseAPI: new () => TesseractApi
}

export interface TesseractApi {
  /** 0: done. */
  Init(folder: null, languages: string, mode: number): number
  SetVariable(name: string, value: string): boolean
  /** 0: done. */
  SetImageFile(exif: number, angle: number): number
  /** 0: done. */
  Recognize(monitor: null): number
  GetTSVText(page: number): string
  Clear(): void
  End(): void
}

type Start = (options: { print(): void; printErr(): void }) => Promise<TesseractCore>

/**
 * Starts tesseract's WebAssembly in this thread. tesseract.js itself is passed by: it would start a thread of its own for
 * each reader, and fetch missing data from a CDN; its core does neither. The build without relaxed SIMD is taken, because
 * with it the same picture could read differently on another machine.
 */
export async function startTesseract(): Promise<TesseractCore> {
  const here = createRequire(import.meta.url)
  const start = createRequire(here.resolve('tesseract.js'))(
    'tesseract.js-core/tesseract-core-simd-lstm',
  ) as Start
  return start({ print: () => {}, printErr: () => {} })
}
