import type { RulesetId } from '../core/id.ts'
import type { Pack } from '../pack/pack.ts'

/** A pack compiled: what judges events. */
export interface Ruleset {
  readonly id: RulesetId
  readonly pack: Pack
}
