import type pg from 'pg'
import type { LabelPool } from '../../api/lab/label/ports.ts'
import type { DecisionId } from '../../core/id.ts'
import { idFrom } from '../../core/ids.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'

// Jobs that a rule or a sample asked for are found by their members, or by themselves. What lies in the outbox still is not
// known here: it is some seconds old at most.
const RECENT = `select c.id from haechi.contents c
  where c.id > $1::uuid
    and not exists (select from haechi.jobs j where j.decision = c.id)
    and not exists (select from haechi.job_members m where m.decision = c.id)
    and not exists (select from haechi.annotations a where a.decision = c.id)
  order by c.id desc limit $2`

/** See `LabelPool`. */
export function labelPool(pool: pg.Pool, health: HealthWatch): LabelPool {
  return {
    recent: (sinceMs, limit) =>
      available(health, async () => {
        // An id begins with its time.
        const first = `${Math.max(0, Math.floor(sinceMs)).toString(16).padStart(12, '0')}${'0'.repeat(20)}`
        const { rows } = await pool.query<{ id: string }>(RECENT, [first, limit])
        return rows.map(({ id }) => idFrom<DecisionId>('d', id))
      }),
  }
}
