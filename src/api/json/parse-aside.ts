import { thread } from '../../core/thread.ts'
import { type Parsed, parseStrict } from './parse-strict.ts'

/** Up to so many bytes are parsed in some 3 ms, where they have arrived. */
const FEW_BYTES = 64 * 1024

/** Parses a body that has come in pieces; the pieces are handed over. */
export type ParseAside = (pieces: readonly Uint8Array<ArrayBuffer>[]) => Promise<Parsed>

/** Parses large bodies in a thread of its own; `worker` is the built `parse-strict.worker`. */
export function parseAside(worker: URL): ParseAside {
  const parser = thread<readonly Uint8Array[], Parsed>(worker, 'parses large bodies')
  return (pieces) =>
    pieces.reduce((sum, { length }) => sum + length, 0) <= FEW_BYTES
      ? parseHere(pieces)
      : parser.ask(
          pieces,
          pieces.map(({ buffer }) => buffer),
        )
}

/** Parses where it is called. */
export const parseHere: ParseAside = async (pieces) => parseStrict(Buffer.concat(pieces))
