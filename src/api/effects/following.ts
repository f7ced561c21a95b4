import type { AsideEffects } from './ports.ts'

/** Carries out what decisions ask for after them, as long as the service runs. */
export interface Following {
  /** There is something to do: a decision with effects was stored. */
  wake(): void
  /** What was put aside, as far as it is known here; see `look`. */
  readonly aside: readonly AsideEffects[]
  /** Looks for what was put aside, here or by another process. Rejects with `Unavailable`. */
  look(): Promise<void>
  /** Has what was put aside carried out once more; gives how many. Rejects with `Unavailable`. */
  retry(): Promise<number>
  /** Finishes the batch that is under way. */
  stop(): Promise<void>
}
