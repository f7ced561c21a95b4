import type pg from 'pg'
import { uuidOf } from '../../core/ids.ts'
import type { JobStore } from '../../review/jobs/ports.ts'
import type { JobRecord } from '../../review/ports.ts'
import { inTransaction } from '../in-transaction.ts'
import { JOB, type JobRow, jobOf, severityNumber } from './job-row.ts'

// In an order of chance that is another one for each person, so that no two compare notes.
const PICK = `insert into haechi.golden_served (golden, person, job)
  select g.id, $1, $2 from haechi.golden g
  where g.retired_ms is null and g.queue = $3 and g.severity >= $4 and ($5::text[] is null or g.world = any($5))
    and ($6::text[] is null or g.family = any($6)) and ($7::text[] is null or g.language is null or g.language = any($7))
    and g.item <> $8 and g.severity <> all($9::smallint[]) and not exists (select from haechi.golden_served s where s.golden = g.id and s.person = $1)
  order by hashtextextended(g.id::text || $1::text, 0) limit 1
  on conflict do nothing returning golden`

const MAKE = `insert into haechi.jobs as j (id, kind, state, stage, queue, item, family, policy, severity, decision, type,
    world, actor, target, session, language, blind, probability, created_ms, due_ms, rank, claimed_by, claim, claimed_ms,
    claimed_until_ms, golden)
  select $2, 'golden', 'open', 'first', o.queue, g.item, g.family, g.policy, g.severity, g.decision, g.type,
    g.world, g.actor, g.target, g.session, g.language, true, 1, o.created_ms - $5::int8, o.due_ms - $5::int8, o.rank, o.claimed_by, o.claim,
    o.claimed_ms, o.claimed_until_ms, g.id
  from haechi.golden g, haechi.jobs o where g.id = $1 and o.id = $3 and o.state = 'open' and o.claim = $4
  returning ${JOB}`

const GIVE_BACK = `update haechi.jobs set claim = null, claimed_by = null, claimed_ms = null, claimed_until_ms = null
  where id = $1 and claim = $2`

/** See `JobStore.swapGolden`. */
export function swapGolden(
  pool: pg.Pool,
  { job, id, person, sight, families, languages, barred, olderMs }: Parameters<JobStore['swapGolden']>[0],
): Promise<JobRecord | undefined> {
  return inTransaction(pool, async (client) => {
    const picked = await client.query<{ golden: string }>(PICK, [
      uuidOf(person),
      uuidOf(id),
      job.queue,
      severityNumber(sight.gravest),
      sight.worlds,
      families,
      languages,
      job.item,
      barred.map(severityNumber),
    ])
    const golden = picked.rows[0]?.golden
    if (golden === undefined) return undefined
    const { rows } = await client.query<JobRow>(MAKE, [
      ...[golden, uuidOf(id), uuidOf(job.id), job.claim, olderMs],
    ])
    if (rows[0] !== undefined) await client.query(GIVE_BACK, [uuidOf(job.id), job.claim])
    return rows[0] && jobOf(rows[0])
  })
}
