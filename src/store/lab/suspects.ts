import type pg from 'pg'
import type { DecisionId } from '../../core/id.ts'
import { idFrom } from '../../core/ids.ts'
import type { DatasetId, RankedSuspect, Suspect } from '../../lab/dataset/ports.ts'
import { inTransaction } from '../in-transaction.ts'

const ADD = `insert into haechi.lab_suspects (dataset, rank, row, violates, score, why)
  select (select number from haechi.datasets where id = $1), s.n::int4, r.id, s.violates, s.score, s.why
  from unnest($2::text[], $3::boolean[], $4::float8[], $5::text[]) with ordinality as s (hash, violates, score, why, n)
  join haechi.lab_rows r on r.hash = decode(s.hash, 'hex')`

const READ = `select s.rank, encode(r.hash, 'hex') as row, s.violates, s.score, s.why, r.source, r.text, r.decision, r.world
  from haechi.lab_suspects s join haechi.lab_rows r on r.id = s.row
  where s.dataset = (select number from haechi.datasets where id = $1) and not r.erased order by s.rank limit $2`

/** See `LabData.saveSuspects`. */
export function saveSuspects(pool: pg.Pool, id: DatasetId, suspects: readonly Suspect[]): Promise<void> {
  return inTransaction(pool, async (client) => {
    await client.query(
      'delete from haechi.lab_suspects where dataset = (select number from haechi.datasets where id = $1)',
      [id],
    )
    await client.query(ADD, [
      ...[id, suspects.map(({ row }) => row), suspects.map(({ violates }) => violates)],
      ...[suspects.map(({ score }) => score ?? null), suspects.map(({ why }) => why)],
    ])
  })
}

/** See `LabData.suspects`. */
export async function readSuspects(pool: pg.Pool, id: DatasetId, limit: number): Promise<RankedSuspect[]> {
  const { rows } = await pool.query<{
    rank: number
    row: string
    violates: boolean
    score: number | null
    why: Suspect['why']
    source: string
    text: string | null
    decision: string | null
    world: string | null
  }>(READ, [id, limit])
  return rows.map(({ rank, row, violates, score, why, source, text, decision, world }) => ({
    ...{ rank, row, violates, why, source, score: score ?? undefined, text: text ?? undefined },
    decision: decision === null ? undefined : idFrom<DecisionId>('d', decision),
    world: world ?? undefined,
  }))
}
