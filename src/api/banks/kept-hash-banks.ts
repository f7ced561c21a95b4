import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { HashBankSpec } from '../../signals/media/hash-bank-spec.ts'
import type { BankMatch, HashBanks, MediaId } from '../../signals/media/media-host.ts'

/** A file that was judged, and what it matched. */
export interface NotedFile {
  readonly media: MediaId
  /** Undefined: no decision was made of it. */
  readonly decision: DecisionId | undefined
  /** The decision's actor; undefined: nobody knows who sent it. */
  readonly sender: EntityRef | undefined
  /** The banks that it was held against, by name. */
  readonly banks: readonly string[]
  readonly matches: readonly BankMatch[]
}

/** The banks of hashes as this process has them. */
export interface KeptHashBanks extends HashBanks {
  /** Members in memory that can match. */
  readonly size: number
  /** Memory of their tables, in bytes. */
  readonly memory: number
  /** What came of the load at the start. */
  readonly loaded: { readonly from: 'snapshot' | 'database'; readonly ms: number }
  /** A bank as it is in use; undefined: the pack does not declare it. */
  inUse(bank: string): HashBankSpec | undefined
  /** Takes up what changed in the database; resolves when it holds here. */
  look(): Promise<void>
  /** Remembers that a file was judged: for what a withdrawal un-matches, and the flood guard. Written within a second. */
  note(file: NotedFile): void
  /** Writes down what was noted. */
  flush(): Promise<void>
  /** Finishes what is under way. */
  stop(): Promise<void>
}
