import { type Chunks, ENTRY_LIMITS, plainEntry, type ReadEntry, type ReadPieces } from '../bank-entry.ts'
import { readBankHash } from '../read-bank-hash.ts'
import { type BoundedLine, linesOf } from './lines-of.ts'

/**
 * Reads `signal_type signal`, one a line, as the local files of ThreatExchange are; empty lines and `#` remarks are passed over.
 * Source: facebook/ThreatExchange, python-threatexchange, exchanges/impl/file_api.py.
 */
export async function* readSignalLines(chunks: Chunks): ReadPieces {
  for await (const lines of linesOf(chunks, ENTRY_LIMITS.record)) {
    const read: ReadEntry[] = []
    for (const line of lines) {
      const one = entryOf(line)
      if (one !== undefined) read.push(one)
    }
    if (read.length > 0) yield read
  }
}

function entryOf(read: BoundedLine): ReadEntry | undefined {
  const { line } = read
  if ('long' in read) return { line, bad: 'the line is longer than 4 MiB' }
  const text = read.text.trim()
  if (text === '' || text.startsWith('#')) return undefined
  const space = text.search(/\s/)
  if (space < 0) return { line, bad: 'expected a kind and a hash, such as `md5 0123…`' }
  const signal = readBankHash(text.slice(0, space).toLowerCase(), text.slice(space + 1))
  if (signal.ok) return { line, entry: plainEntry([signal.hash]) }
  return signal.left ? { line, left: signal.why } : { line, bad: signal.why }
}
