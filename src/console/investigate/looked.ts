import type { Investigation, SeenEvent, TopList } from '../../api/contract/investigation.ts'

/** What is known of a question so far. */
export interface Looked {
  readonly isRunning: boolean
  /** From 0 to 1; undefined: it is not told. */
  readonly share: number | undefined
  readonly sums: Pick<Investigation, 'events' | 'matched' | 'unknown' | 'series'> | undefined
  readonly lists: readonly TopList[]
  readonly events: readonly SeenEvent[] | undefined
  readonly next: string | null
  readonly report: Investigation | undefined
  /** Why it cannot be asked, in words. */
  readonly refused: readonly string[] | undefined
  readonly error: Error | null
}

export const NOTHING: Looked = {
  ...{ isRunning: false, share: undefined, sums: undefined, lists: [], events: undefined, next: null },
  ...{ report: undefined, refused: undefined, error: null },
}
