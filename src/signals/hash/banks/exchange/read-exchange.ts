import type { ExchangeFormat } from '../../../../core/exchange-format.ts'
import type { Chunks, ReadEntries } from '../bank-entry.ts'
import { readNcmec } from './read-ncmec.ts'
import { readSignalLines } from './read-signal-lines.ts'
import { readStopNcii } from './read-stopncii.ts'
import { indicatorOf, readThreatExchange } from './read-threatexchange.ts'

/** The form of a file by its first characters and name; undefined: neither says. */
export function formatOf(start: string, fileName: string): ExchangeFormat | undefined {
  const head = start.replace(/^\uFEFF/, '').trimStart()
  if (head.startsWith('<')) return 'ncmec'
  if (head.startsWith('{') || head.startsWith('[')) return 'stopncii'
  if (/\.te$/.test(fileName) || indicatorOf(fileName) !== undefined) return 'threatexchange'
  if (/^(#|[a-z0-9_]+[ \t])/.test(head)) return 'signals'
  return undefined
}

/** Reads a file of that form; `type`: the kind of the hashes, of a form that does not say it. */
export function readExchange(format: ExchangeFormat, chunks: Chunks, type: string): ReadEntries {
  switch (format) {
    case 'signals':
      return readSignalLines(chunks)
    case 'threatexchange':
      return readThreatExchange(chunks, type)
    case 'ncmec':
      return readNcmec(chunks)
    case 'stopncii':
      return readStopNcii(chunks)
  }
}
