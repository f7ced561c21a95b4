import type { Reason, Unknown } from '../core/decision.ts'
import type { Effect } from '../core/effect.ts'
import type { Verdict } from '../core/verdict.ts'

/** What the rules said of one event. */
export interface Outcome {
  readonly verdict: Verdict
  /** Gravest policy first. */
  readonly reasons: readonly Reason[]
  readonly shadow: readonly Reason[]
  readonly unknown: readonly Unknown[]
  readonly effects: readonly Effect[]
  /** The content with the matched spans replaced; only with the verdict `mask`. */
  readonly masked?: string
}
