import type pg from 'pg'
import { taintModelsWith } from '../lab/taint-models.ts'

/** Datasets that hold rows of `lab_rows`, which are given by where they stand. To be asked before the rows are changed. */
export async function datasetsOf(client: pg.ClientBase, places: readonly string[]): Promise<string[]> {
  if (places.length === 0) return []
  const { rows } = await client.query<{ id: string }>(
    `select distinct d.id from haechi.lab_rows t join haechi.dataset_rows r on r.row = t.id
     join haechi.datasets d on d.number = r.dataset where t.ctid = any($1::tid[]) order by d.id`,
    [places],
  )
  return rows.map(({ id }) => id)
}

/** Flags all models that were trained on datasets, within the caller's transaction, which holds the chain until its end. */
export async function flagLearnt(
  client: pg.ClientBase,
  datasets: readonly string[],
  nowMs: number,
): Promise<void> {
  for (const dataset of datasets) await taintModelsWith(client, dataset, 'system', nowMs)
}
