import { type WordHashes, wordHashes } from '../replay/word-hashes.ts'
import type { Tally } from './tally.ts'

/** What is counted, and how. Plain data. */
export interface TallySetup {
  readonly tally: Tally
  /** Start of the first day of the range, in ms. */
  readonly firstDayMs: number
  readonly seed: number
  /** Place in `tally.rules` by id of the rule. */
  readonly places: ReadonlyMap<string, number>
  /**
   * Whether the rules are added to what was recorded, as one that is tried would be, in force on everybody. Otherwise
   * they take the place of all that judged then.
   */
  readonly added: boolean
  /** Whether what was recorded of rules with the same ids is compared. */
  readonly compares: boolean
  readonly annotations: Annotations | undefined
}

export interface Tallying extends TallySetup {
  readonly accounts: WordHashes
}

/** Judgements of people, by decision or by the id that the event was sent with. */
export interface Annotations {
  readonly byDecision: ReadonlyMap<string, Judgement>
  readonly byEvent: ReadonlyMap<string, Judgement>
}

export interface Judgement {
  readonly violates: boolean
  /** Which policies, by their ids without version; undefined: nobody said. */
  readonly policies?: readonly string[] | undefined
  readonly weight: number
}

export function tallying(parts: TallySetup): Tallying {
  return { ...parts, accounts: wordHashes(false) }
}
