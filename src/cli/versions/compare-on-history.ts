import type { Pack } from '../../pack/pack.ts'

/** What a change of packs would have done to events that were judged. */
export interface HistoryComparison {
  /** For a person: how many decisions would be others, a matrix of verdicts before and after. */
  readonly text: string
  /** The same for `--json`. */
  readonly json: unknown
}

/** Judges the history again by both packs; `since` as a length of time, 7d. */
export type CompareOnHistory = (
  live: Pack,
  next: Pack,
  options: { readonly since: string },
) => Promise<HistoryComparison>
