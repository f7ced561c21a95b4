import type pg from 'pg'
import type { AskedJobEffect } from '../../lab/dataset/ports.ts'
import { ensureOutbox } from '../effects/ensure-outbox.ts'
import { inTransaction } from '../in-transaction.ts'
import type { PartitionKeeper } from '../partition-keeper.ts'

const WRITE = `insert into haechi.effects (id, keep, ordinal, body)
  select s.id, d.keep, -1, s.body from unnest($1::uuid[], $2::text[]) with ordinality as s (id, body, n)
  join haechi.decisions d on d.id = s.id order by s.n`

/** See `LabData.askForJobs`. */
export function askForJobs(
  pool: pg.Pool,
  partitions: PartitionKeeper,
  asked: readonly AskedJobEffect[],
): Promise<number> {
  if (asked.length === 0) return Promise.resolve(0)
  return inTransaction(pool, async (client) => {
    await ensureOutbox(client, partitions, asked)
    const { rowCount } = await client.query(WRITE, [
      asked.map(({ decision }) => decision.slice(2)),
      asked.map(({ effect }) => JSON.stringify(effect)),
    ])
    return rowCount ?? 0
  })
}
