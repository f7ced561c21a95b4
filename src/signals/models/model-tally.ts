import type { ModelFailure } from '../../core/decision.ts'

/** What became of asking a model. */
export type ModelOutcome = 'scored' | ModelFailure

/** Counts of one model since the process started: no content, no ids. */
export interface ModelTally {
  /** Times that the model itself was asked, by what became of it; answers from the cache are not among them. */
  readonly calls: Record<ModelOutcome, number>
  retries: number
  cacheHits: number
  cacheMisses: number
  tokensIn: number
  tokensOut: number
  /** In the currency that the prices are declared in. */
  spent: number
  /** Seconds spent waiting for answers, all calls together. */
  seconds: number
  /** Batches sent to a model in another thread, and the texts in them. */
  batches: number
  batched: number
  breaker: 'closed' | 'half-open' | 'open'
}

export function newTally(): ModelTally {
  return {
    calls: { scored: 0, malformed: 0, late: 0, failed: 0, resting: 0, busy: 0 },
    retries: 0,
    cacheHits: 0,
    cacheMisses: 0,
    tokensIn: 0,
    tokensOut: 0,
    spent: 0,
    seconds: 0,
    batches: 0,
    batched: 0,
    breaker: 'closed',
  }
}
