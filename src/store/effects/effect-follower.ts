import type pg from 'pg'
import type { Carriers, EffectFollower } from '../../api/effects/ports.ts'
import { available, unavailable } from '../available.ts'
import { takeEnforcements } from '../enforcement/take-enforcements.ts'
import type { LedgerDeps } from '../enforcement/with-ledger.ts'
import type { HealthWatch } from '../health-watch.ts'
import type { Names } from '../names.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'
import { takeJobs } from '../review/take-jobs.ts'
import { anyEffects } from './any-effects.ts'
import { listAside, retryAside } from './aside.ts'
import { followEffects } from './follow-effects.ts'
import { isOwnFault } from './own-fault.ts'
import type { TakeEffects } from './take-effects.ts'

/** Who carries out which effects: one line for each kind of taker. */
function takersOf({ jobs, enforcements }: Carriers, ledger: LedgerDeps): TakeEffects[] {
  return [takeJobs(jobs), takeEnforcements({ ...ledger, effectsWork: enforcements })]
}

/** The outbox, read on by whoever asks. Rejects with `Unavailable`. */
export function effectFollower(parts: {
  readonly pool: pg.Pool
  readonly names: Names
  readonly health: HealthWatch
  readonly ledger: LedgerDeps
  readonly partitions: PartitionKeeper
}): EffectFollower {
  const any = anyEffects(parts.pool)
  return {
    async follow(carriers, limit, nowMs, aside) {
      try {
        if (!(await any(nowMs))) return 0
        return await followEffects(
          { ...parts, takers: takersOf(carriers, parts.ledger) },
          limit,
          nowMs,
          aside,
        )
      } catch (fault) {
        throw isOwnFault(fault) ? fault : (unavailable(parts.health, fault) ?? fault)
      }
    },
    aside: (limit) => available(parts.health, () => listAside(parts.pool, limit)),
    retryAside: () => available(parts.health, () => retryAside(parts)),
  }
}
