import type pg from 'pg'
import type { AsideEffects } from '../../api/effects/ports.ts'
import type { DecisionId } from '../../core/id.ts'
import { idFrom, type JobId } from '../../core/ids.ts'
import { inTransaction } from '../in-transaction.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'
import { ensureOutbox } from './ensure-outbox.ts'
import { KEEP_WITHOUT_DECISION } from './write-later.ts'

// Not read as JSON: what cannot be read may be why it is here.
const LIST = `select coalesce(substring(body from '"kind":"([a-z-]{1,40})"'), '') as kind, fault, count(*)::int as count, min(at_ms) as oldest
  from haechi.effects_aside group by 1, 2 order by 3 desc, 1, 2 limit $1`
const TAKE = 'delete from haechi.effects_aside returning id, seq, body'
const BACK = `insert into haechi.effects (id, keep, ordinal, body)
  select n.id, coalesce(d.keep, ${KEEP_WITHOUT_DECISION}), -1, n.body
  from unnest($1::uuid[], $2::text[]) with ordinality as n (id, body, place)
  left join haechi.decisions d on d.id = n.id order by n.place`

/** See `EffectFollower.aside`. */
export async function listAside(pool: pg.Pool, limit: number): Promise<AsideEffects[]> {
  const { rows } = await pool.query<{ kind: string; fault: string; count: number; oldest: string }>(LIST, [
    limit,
  ])
  return rows.map(({ kind, fault, count, oldest }) => ({ kind, fault, count, oldestMs: Number(oldest) }))
}

/** See `EffectFollower.retryAside`. */
export function retryAside({
  pool,
  partitions,
}: {
  readonly pool: pg.Pool
  readonly partitions: PartitionKeeper
}): Promise<number> {
  return inTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string; seq: string; body: string }>(TAKE)
    if (rows.length === 0) return 0
    rows.sort((a, b) => Number(BigInt(a.seq) - BigInt(b.seq)))
    await ensureOutbox(
      client,
      partitions,
      // Where no decision is known, a job stands for it: both places are made.
      rows.map(({ id }) => ({
        decision: idFrom<DecisionId>('d', id),
        job: idFrom<JobId>('job', id),
      })),
    )
    await client.query(BACK, [rows.map(({ id }) => id), rows.map(({ body }) => body)])
    return rows.length
  })
}
