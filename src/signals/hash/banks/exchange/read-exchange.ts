import type { ExchangeFormat } from '../../../../core/exchange-format.ts'
import type { Chunks, ReadEntries, ReadEntry, ReadPieces } from '../bank-entry.ts'
import { readNcmec } from './read-ncmec.ts'
import { readSignalLines } from './read-signal-lines.ts'
import { readStopNcii } from './read-stopncii.ts'
import { indicatorOf, readThreatExchange } from './read-threatexchange.ts'
import { isVpdq, readVpdq } from './read-vpdq.ts'

/** The form of a file by its first characters and name; undefined: neither says. */
export function formatOf(start: string, fileName: string): ExchangeFormat | undefined {
  const head = start.replace(/^\uFEFF/, '').trimStart()
  if (head.startsWith('<')) return 'ncmec'
  if (isVpdq(head)) return 'vpdq'
  if (head.startsWith('{') || head.startsWith('[')) return 'stopncii'
  if (/\.te$/.test(fileName) || indicatorOf(fileName) !== undefined) return 'threatexchange'
  if (/^(#|[a-z0-9_]+[ \t])/.test(head)) return 'signals'
  return undefined
}

/** Reads a file of that form; `type`: the kind of the hashes, of a form that does not say it. */
export function readExchange(format: ExchangeFormat, chunks: Chunks, type: string): ReadPieces {
  switch (format) {
    case 'signals':
      return readSignalLines(chunks)
    case 'threatexchange':
      return together(readThreatExchange(chunks, type))
    case 'ncmec':
      return together(readNcmec(chunks))
    case 'stopncii':
      return together(readStopNcii(chunks))
    case 'vpdq':
      return together(readVpdq(chunks))
  }
}

const AT_ONCE = 256

async function* together(entries: ReadEntries): ReadPieces {
  let piece: ReadEntry[] = []
  for await (const entry of entries) {
    piece.push(entry)
    if (piece.length < AT_ONCE) continue
    yield piece
    piece = []
  }
  if (piece.length > 0) yield piece
}
