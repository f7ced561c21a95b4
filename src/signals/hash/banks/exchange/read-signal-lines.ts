import { type Chunks, ENTRY_LIMITS, plainEntry, type ReadEntries } from '../bank-entry.ts'
import { readBankHash } from '../read-bank-hash.ts'
import { linesOf } from './lines-of.ts'

/**
 * Reads `signal_type signal`, one a line, as the local files of ThreatExchange are; empty lines and `#` remarks are passed over.
 * Source: facebook/ThreatExchange, python-threatexchange, exchanges/impl/file_api.py.
 */
export async function* readSignalLines(chunks: Chunks): ReadEntries {
  for await (const read of linesOf(chunks, ENTRY_LIMITS.record)) {
    const { line } = read
    if ('long' in read) {
      yield { line, bad: 'the line is longer than 1 MiB' }
      continue
    }
    const text = read.text.trim()
    if (text === '' || text.startsWith('#')) continue
    const space = text.search(/\s/)
    if (space < 0) {
      yield { line, bad: 'expected a kind and a hash, such as `md5 0123…`' }
      continue
    }
    const signal = readBankHash(text.slice(0, space).toLowerCase(), text.slice(space + 1))
    if (signal.ok) yield { line, entry: plainEntry([signal.hash]) }
    else yield signal.left ? { line, left: signal.why } : { line, bad: signal.why }
  }
}
