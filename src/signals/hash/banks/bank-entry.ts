import type { SignalType } from './signal-type.ts'

/** A hash as exchanges write it: small hexadecimal digits where it is matched with, else as it came. */
export interface BankSignal {
  readonly type: SignalType
  readonly value: string
}

/** What one record of a file or feed says. */
export interface BankEntry {
  /**
   * How the feed knows it. What came before under this id and is not in `signals` any more is withdrawn. Undefined: it is known
   * by its hashes alone.
   */
  readonly id: string | undefined
  /** Hashes of one content; none and `withdrawn`: all that came under the id. */
  readonly signals: readonly BankSignal[]
  /** `disputed`: the feed itself says that it is wrong. */
  readonly state: 'active' | 'disputed' | 'withdrawn'
  /** Short words of the feed: classifications, labels, cases. */
  readonly tags: readonly string[]
  /** When the feed changed it last, in ms since the epoch. */
  readonly atMs: number | undefined
}

/** A record by the line that it begins on, from 1: what it says, why it is left out though it is well-formed, or why it cannot be read. */
export type ReadEntry = { readonly line: number } & (
  | { readonly entry: BankEntry }
  | { readonly left: string }
  | { readonly bad: string }
)

/** Text as it comes in. */
export type Chunks = AsyncIterable<string> | Iterable<string>

export type ReadEntries = AsyncGenerator<ReadEntry, void, undefined>

export const ENTRY_LIMITS = {
  /** UTF-16 units of a line, an element's text or a JSON record. */
  record: 1024 * 1024,
  /** UTF-16 units of a hash that is only kept. */
  value: 512 * 1024,
  signals: 100,
  tags: 50,
  tag: 200,
  id: 200,
} as const

/** An entry of hashes that are known by themselves. */
export function plainEntry(
  signals: readonly BankSignal[],
  more: Partial<Omit<BankEntry, 'signals'>> = {},
): BankEntry {
  return { id: undefined, state: 'active', tags: [], atMs: undefined, ...more, signals }
}
