import type pg from 'pg'
import type { DatasetFacts, DatasetId, PlacedRow } from '../../lab/dataset/ports.ts'
import { LAB_ROW, type LabRowRow, placedRowOf } from './lab-row.ts'

interface FactsRow {
  facts: string
  erased: string
}

const FACTS = `select d.facts, (select count(*) from haechi.lab_rows r join haechi.dataset_rows p on p.row = r.id
    where r.erased and p.dataset = d.number) as erased
  from haechi.datasets d`

const ROWS = `select ${LAB_ROW}, p.split, p.cluster from haechi.dataset_rows p join haechi.lab_rows r on r.id = p.row
  where p.dataset = (select number from haechi.datasets where id = $1) and p.position >= $2
  order by p.position limit $3`

const ERASED = `select d.id, count(*) as erased from haechi.lab_rows r join haechi.dataset_rows p on p.row = r.id
  join haechi.datasets d on d.number = p.dataset where r.erased group by d.id`

// What a file says now stands in the place of what it said when it was imported before under the same name.
const IMPORTED = `with imports as (
  select d.number, f ->> 'name' as file, row_number() over (partition by f ->> 'name' order by d.number desc) as age
  from haechi.datasets d, json_array_elements(d.facts::json -> 'files') f
  where d.task = $1 and d.facts::json ->> 'from' = 'import'
)
select ${LAB_ROW}, p.split, p.cluster from imports i join haechi.dataset_rows p on p.dataset = i.number
  join haechi.lab_rows r on r.id = p.row
  where i.age = 1 and regexp_replace(r.source, ':[0-9]+$', '') = i.file and r.hash > decode($2, 'hex') and not r.erased
  order by r.hash limit $3`

function factsOf({ facts, erased }: FactsRow): DatasetFacts {
  return { ...(JSON.parse(facts) as DatasetFacts), erased: Number(erased) }
}

/** See `LabData.facts`. */
export async function datasetFacts(pool: pg.Pool, id: DatasetId): Promise<DatasetFacts | undefined> {
  const { rows } = await pool.query<FactsRow>(`${FACTS} where d.id = $1`, [id])
  return rows[0] && factsOf(rows[0])
}

/** See `LabData.list`. */
export async function listDatasets(
  pool: pg.Pool,
  task: string | undefined,
  limit: number,
): Promise<DatasetFacts[]> {
  const { rows } = await pool.query<FactsRow>(
    `${FACTS} where $1::text is null or d.task = $1 order by d.number desc limit $2`,
    [task ?? null, limit],
  )
  return rows.map(factsOf)
}

/** See `LabData.rows`. */
export async function datasetRows(
  pool: pg.Pool,
  id: DatasetId,
  from: number,
  limit: number,
): Promise<PlacedRow[]> {
  const { rows } = await pool.query<LabRowRow & { split: number; cluster: number }>(ROWS, [id, from, limit])
  return rows.map(placedRowOf)
}

/** See `LabData.datasetsWithErased`. */
export async function datasetsWithErased(pool: pg.Pool): Promise<ReadonlyMap<DatasetId, number>> {
  const { rows } = await pool.query<{ id: DatasetId; erased: string }>(ERASED)
  return new Map(rows.map(({ id, erased }) => [id, Number(erased)]))
}

/** See `LabData.importedOf`. */
export async function importedOf(
  pool: pg.Pool,
  task: string,
  after: string,
  limit: number,
): Promise<PlacedRow[]> {
  const { rows } = await pool.query<LabRowRow & { split: number; cluster: number }>(IMPORTED, [
    ...[task, after, limit],
  ])
  return rows.map(placedRowOf)
}
