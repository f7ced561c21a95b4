import type { Thresholds as Reaches } from '../../signals/models/lab/reached.ts'
import { AUTHORITIES, type Authority } from '../registry/authority.ts'
import type { Thresholds } from '../train/candidate.ts'

/** From which score on a model does what, with this authority: what it has no authority for it never reaches. */
export function thresholdsFor({ review, act, actForGood }: Thresholds, authority: Authority): Reaches {
  const has = (needed: Authority) => AUTHORITIES.indexOf(authority) >= AUTHORITIES.indexOf(needed)
  return {
    rank: has('rank') ? review : undefined,
    act: has('reversible') ? act : undefined,
    act_for_good: has('irreversible') ? actForGood : undefined,
  }
}
