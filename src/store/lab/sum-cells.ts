import type pg from 'pg'
import type { CellSum, DrawnSum, ModelId, ProbationStore } from '../../lab/probation/ports.ts'

const CELLS = `select model, day, cell, type, count from haechi.lab_counts
  where model = any($1::text[]) and day >= $2`
// It is the last day's labels that draws use up.
const DRAWN = `select model, design, stratum, count(*) filter (where day > $2) as drawn, min(at_ms) as first_ms
  from haechi.lab_samples where model = any($1::text[]) and day >= $2 group by 1, 2, 3`

/** See `ProbationStore.sums`. */
export async function sumCells(
  pool: pg.Pool | pg.ClientBase,
  models: readonly ModelId[],
  sinceDay: number,
): ReturnType<ProbationStore['sums']> {
  const cells = await cellsOf(pool, models, sinceDay)
  const { rows } = await pool.query<
    Pick<DrawnSum, 'model' | 'design' | 'stratum'> & { drawn: string; first_ms: string }
  >(DRAWN, [models, sinceDay])
  const drawn = rows.map(({ drawn, first_ms, ...of }) => ({
    ...{ ...of, drawn: Number(drawn), firstMs: Number(first_ms) },
  }))
  return { cells, drawn }
}

/** How many decisions fell into which cell since a day. */
export async function cellsOf(
  pool: pg.Pool | pg.ClientBase,
  models: readonly ModelId[],
  sinceDay: number,
): Promise<CellSum[]> {
  const { rows } = await pool.query<CellSum & { count: string }>(CELLS, [models, sinceDay])
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}
