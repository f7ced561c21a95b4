import type { BankEntry, BankHash } from './ports.ts'

/** A record by the line that it begins on, from 1: what it says, why it is left out though it is well-formed, or why it cannot be read. */
export type ReadEntry = { readonly line: number } & (
  | { readonly entry: BankEntry }
  | { readonly left: string }
  | { readonly bad: string }
)

/** Text as it comes in. */
export type Chunks = AsyncIterable<string> | Iterable<string>

export type ReadEntries = AsyncGenerator<ReadEntry, void, undefined>

/** The same in the pieces in which they come: waiting for each of a million entries takes longer than reading them. */
export type ReadPieces = AsyncGenerator<readonly ReadEntry[], void, undefined>

export const ENTRY_LIMITS = {
  /** UTF-16 units of a line, an element's text or a JSON record. */
  record: 4 * 1024 * 1024,
  /** UTF-16 units of a hash that is only kept. */
  value: 512 * 1024,
  /** UTF-16 units of the frames of a video: about 45,000. */
  frames: 4 * 1024 * 1024 - 1024,
  hashes: 100,
  tags: 50,
  tag: 200,
  id: 200,
} as const

const NO_TAGS: readonly string[] = []

/** An entry of hashes that are known by themselves. */
export function plainEntry(
  hashes: readonly BankHash[],
  more: Partial<Omit<BankEntry, 'signals'>> = {},
): BankEntry {
  return { id: undefined, state: 'active', tags: NO_TAGS, atMs: undefined, ...more, hashes }
}
