import './no-eval.ts'
import type { ExchangeFormat } from '../../core/exchange-format.ts'
import type { ReadEntry } from '../../signals/hash/banks/bank-entry.ts'
import { formatOf, readExchange } from '../../signals/hash/banks/exchange/read-exchange.ts'
import { indicatorOf } from '../../signals/hash/banks/exchange/read-threatexchange.ts'

/** A file of known hashes as it can be read again and again. */
export interface HashFile {
  readonly name: string
  readonly bytes: number
  /** 64 hexadecimal digits: the same file is the same import, here and on the command line. */
  readonly sha256: string
  /** From the beginning; `passed` hears how many bytes were read so far. Throws `TypeError` where it is no UTF-8. */
  read(passed?: (bytes: number) => void): AsyncGenerator<ReadEntry, void, undefined>
}

/** Why a file cannot be read here. */
export type NoHashFile = 'unknown-form' | 'unknown-type' | 'too-large' | 'no-digest'

export interface HashFileAsked {
  /** Undefined: as it begins. */
  readonly format: ExchangeFormat | undefined
  /** The kind of the hashes, where the file does not say it. */
  readonly type: string | undefined
}

/** It is held in memory once, for its digest. */
const MOST_BYTES = 512 * 1024 * 1024
const PIECE = 256 * 1024

/** Opens a file that somebody chose. */
export async function openHashFile(file: File, asked: HashFileAsked): Promise<HashFile | NoHashFile> {
  if (file.size > MOST_BYTES) return 'too-large'
  // There is none on pages that came over HTTP from another machine.
  if (globalThis.crypto?.subtle === undefined) return 'no-digest'
  const format = asked.format ?? formatOf(await file.slice(0, 4096).text(), file.name)
  if (format === undefined) return 'unknown-form'
  const type = asked.type ?? indicatorOf(file.name)
  if (format === 'threatexchange' && type === undefined) return 'unknown-type'
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()))
  return {
    ...{ name: file.name, bytes: file.size },
    sha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join(''),
    async *read(passed) {
      for await (const piece of readExchange(format, textsOf(file, passed), type ?? 'pdq')) yield* piece
    },
  }
}

async function* textsOf(
  file: Blob,
  passed?: (bytes: number) => void,
): AsyncGenerator<string, void, undefined> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
  for (let at = 0; at < file.size; at += PIECE) {
    const piece = await file.slice(at, at + PIECE).arrayBuffer()
    passed?.(Math.min(file.size, at + PIECE))
    yield decoder.decode(piece, { stream: true })
  }
  yield decoder.decode()
}
