import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import type { ExchangeFormat } from '../../core/exchange-format.ts'
import type { ReadPieces } from '../../signals/hash/banks/bank-entry.ts'
import { formatOf, readExchange } from '../../signals/hash/banks/exchange/read-exchange.ts'
import { indicatorOf } from '../../signals/hash/banks/exchange/read-threatexchange.ts'
import type { BankEntry } from '../../signals/hash/banks/ports.ts'
import { CliFailure } from '../failure.ts'

/** A file of known hashes as it can be read again and again. */
export interface ExchangeFile {
  readonly name: string
  readonly format: ExchangeFormat
  readonly bytes: number
  /** From the beginning; `passed` hears how many bytes were read so far. */
  read(passed?: (bytes: number) => void): ReadPieces
  /** SHA-256 of what was read in the last whole reading. */
  sha256(): string
}

export interface ExchangeOptions {
  readonly format?: ExchangeFormat
  /** The kind of the hashes, where the file does not say it. */
  readonly type?: string
}

/** Opens a file, and tells its form by how it begins. */
export async function openExchange(
  path: string,
  shown: string,
  asked: ExchangeOptions,
): Promise<ExchangeFile> {
  const { bytes, head } = await headOf(path, shown)
  const start = head.toString('utf8')
  const name = basename(path)
  const format = asked.format ?? formatOf(start, name)
  if (format === undefined) throw new CliFailure('usage', `${shown} ${whyUnknown(head, start)}`)
  const type = asked.type ?? indicatorOf(name)
  if (format === 'threatexchange' && type === undefined)
    throw new CliFailure(
      'usage',
      `${shown}: the file does not say which kind of hashes it holds; pass --type pdq, or name it as simple.HASH_PDQ.te`,
    )
  let digest = ''
  return {
    ...{ name, format, bytes },
    sha256: () => digest,
    read(passed) {
      const hash = createHash('sha256')
      async function* texts(): AsyncGenerator<string, void, undefined> {
        const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })
        let done = 0
        for await (const piece of createReadStream(path, { highWaterMark: 256 * 1024 })) {
          hash.update(piece as Buffer)
          done += (piece as Buffer).length
          passed?.(done)
          yield decoded(() => decoder.decode(piece as Buffer, { stream: true }), shown)
        }
        yield decoded(() => decoder.decode(), shown)
        digest = hash.digest('hex')
      }
      return readExchange(format, texts(), type ?? 'pdq')
    },
  }
}

async function headOf(path: string, shown: string): Promise<{ bytes: number; head: Buffer }> {
  try {
    const { size } = await stat(path)
    const file = await open(path)
    try {
      const head = Buffer.alloc(4096)
      const { bytesRead } = await file.read(head, 0, head.length, 0)
      return { bytes: size, head: head.subarray(0, bytesRead) }
    } finally {
      await file.close()
    }
  } catch (fault) {
    throw new CliFailure('usage', `${shown} cannot be read; check the path`, fault)
  }
}

/** Why the form of a file cannot be told, and the way out. */
function whyUnknown(head: Buffer, start: string): string {
  if (start.trim() === '') return 'is empty'
  if (head[0] === 0x1f && head[1] === 0x8b) return 'is packed; unpack it first, as with `gunzip`'
  if (head.subarray(0, 64).includes(0)) return 'is not UTF-8; convert it, as with `iconv -t UTF-8`'
  if (/^\uFEFF?\s*([0-9a-f]{32}|[0-9a-f]{40}|[0-9a-f]{64})\s*$/im.test(start.split('\n', 1)[0]!))
    return 'holds hashes without saying their kind; write it before each (`pdq 0f3a…`), as with `sed "s/^/pdq /"`'
  return 'is of a form that cannot be told; pass --format signals, threatexchange, ncmec, stopncii or vpdq'
}

function decoded(decode: () => string, shown: string): string {
  try {
    return decode()
  } catch (fault) {
    throw new CliFailure('usage', `${shown} is not UTF-8; convert it, as with \`iconv -t UTF-8\``, fault)
  }
}

/** The entries of a file, without what was left out or could not be read. */
export async function* entriesOf(file: ExchangeFile): AsyncGenerator<readonly BankEntry[], void, undefined> {
  for await (const piece of file.read()) yield piece.flatMap((read) => ('entry' in read ? [read.entry] : []))
}
