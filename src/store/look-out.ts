import type pg from 'pg'
import type { Lookout, Seen } from '../api/ports.ts'
import { available } from './available.ts'
import type { HealthWatch } from './health-watch.ts'

// Each of these is an index's first entry, or a table of a few rows; a sub-select that is not wanted is not run. People
// and keys are told by a sum over their rows as texts: whatever is changed of them changes it.
const LOOK = `select
  exists (select from haechi.effect_cursors c cross join lateral (
    select from haechi.effects e where (e.xid, e.seq) > (c.xid, c.seq) limit 1) e
    where c.reader = 'follower') as effects,
  exists (select from haechi.label_log l where (l.xid, l.seq) > ($2::xid8, -1::int8)) as labels,
  exists (select from haechi.jobs where state = 'settling' and settle_ms <= $1) as settling,
  exists (select from haechi.jobs
    where claimed_by is not null and state = 'open' and claimed_until_ms <= $1) as held,
  exists (select from haechi.appeals where not told)
    or exists (select from haechi.enforcements where state = 'applied' and until_ms <= $1) as enforcements,
  exists (select from haechi.erasures where state <> 'done') as erasures,
  exists (select from haechi.deliveries where state = 'sending' and lease_until_ms < $1)
    or exists (select from haechi.endpoints e
      where e.state = 'on' and e.removed_ms is null and e.hold_until_ms <= $1 and exists (
        select from haechi.deliveries d where d.endpoint = e.id and d.state = 'waiting' and d.due_ms <= $1))
    as deliveries,
  exists (select from haechi.lab_runs
    where state = 'waiting' or (state = 'running' and lease_until_ms < $1)) as "labRuns",
  (select max(number) from haechi.versions) as version,
  (select number::text from haechi.model_log_head) as models,
  (select change::text from haechi.hash_head) as banks,
  case when $3 then (select coalesce(sum(hashtextextended(k::text, 0)), 0) from haechi.api_keys k)::text || ' ' ||
    (select coalesce(sum(hashtextextended(u::text, 0)), 0) from haechi.users u)::text end as access`

/** What there may be to do, told by one statement. Rejects with `Unavailable`. */
export function lookOut(pool: pg.Pool, health: HealthWatch): Lookout {
  return {
    look: ({ nowMs, labelsSince, access }) =>
      available(health, async () => {
        const { rows } = await pool.query<Seen>({
          name: 'look-out',
          text: LOOK,
          values: [nowMs, labelsSince, access],
        })
        return rows[0]!
      }),
  }
}
