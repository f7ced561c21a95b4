import type pg from 'pg'
import type { CellSum, DrawnSum, ModelId, ProbationStore } from '../../lab/probation/ports.ts'

const CELLS = `select model, day, cell, type, count from haechi.lab_counts
  where model = any($1::text[]) and day >= $2`
const DRAWN = `select model, design, stratum, count(*) as drawn from haechi.lab_samples
  where model = any($1::text[]) and day >= $2 group by 1, 2, 3`

/** See `ProbationStore.sums`. */
export async function sumCells(
  pool: pg.Pool | pg.ClientBase,
  models: readonly ModelId[],
  sinceDay: number,
): ReturnType<ProbationStore['sums']> {
  const cells = await cellsOf(pool, models, sinceDay)
  // Draws are counted for the last of the days: it is that day's labels that they use up.
  const drawn = await pool.query<DrawnSum & { drawn: string }>(DRAWN, [models, sinceDay + 1])
  return { cells, drawn: drawn.rows.map((row) => ({ ...row, drawn: Number(row.drawn) })) }
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
