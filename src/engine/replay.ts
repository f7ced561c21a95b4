import type { Decision } from '../core/decision.ts'
import type { StoredDecision } from './ports.ts'
import type { Ruleset } from './ruleset.ts'

export type Replayed =
  | {
      readonly ok: true
      /** Latency, decision id and ruleset id aside. */
      readonly same: boolean
      readonly before: Decision
      readonly after: Decision
      /** Each difference in words. */
      readonly differences: readonly string[]
    }
  /** Content erased, or the event does not fit this ruleset: `why` says it, with the way out. */
  | { readonly ok: false; readonly before: Decision; readonly why: string }

/** Judges a stored event again under `ruleset` and compares. */
export async function replay(ruleset: Ruleset, stored: StoredDecision): Promise<Replayed> {
  throw new Error(`not built yet: ${ruleset.id} ${stored.decision.decision}`)
}
