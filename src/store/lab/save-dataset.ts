import type pg from 'pg'
import { uuidOf } from '../../core/ids.ts'
import type { Dataset, PlacedRow } from '../../lab/dataset/ports.ts'
import { inTransaction } from '../in-transaction.ts'
import { forgetPictures, PICTURE } from './forget-pictures.ts'
import { splitNumber } from './lab-row.ts'

/** Rows are written in transactions of so many, since whoever reads the outbox waits for open ones. */
const ROWS_AT_ONCE = 2000
const PLACES_AT_ONCE = 20_000

const ADD_ROWS = `insert into haechi.lab_rows (hash, text, labels, violates, account, world, surface, language,
    account_age_ms, at_ms, source, decision, policy_version, reviewer, blind, probability, design, made_ms)
  select decode(hash, 'hex'), text, labels, violates, account, world, surface, language,
    account_age_ms, at_ms, source, decision, policy_version, reviewer, blind, probability, design, $2
  from json_to_recordset($1::json) as s (hash text, text text, labels text[], violates boolean, account text, world text,
    surface text, language text, account_age_ms int8, at_ms int8, source text, decision uuid, policy_version text,
    reviewer text, blind boolean, probability float8, design text)
  on conflict (hash) do nothing`

const PLACE = `insert into haechi.dataset_rows (dataset, position, row, split, cluster)
  select $1, $2 + (s.n - 1)::int4, r.id, s.split, s.cluster
  from unnest($3::text[], $4::int2[], $5::int4[]) with ordinality as s (hash, split, cluster, n)
  join haechi.lab_rows r on r.hash = decode(s.hash, 'hex')`

/** See `LabData.save`. Rows without a dataset, as a crash leaves them, are found again by their hash, or go by retention. */
export async function saveDataset(pool: pg.Pool, { facts, rows }: Dataset): Promise<boolean> {
  const { rowCount } = await pool.query('select from haechi.datasets where id = $1', [facts.id])
  if (rowCount !== 0) return false
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE)
    await pool.query(ADD_ROWS, [
      JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE).map(written)),
      facts.madeMs,
    ])
  return inTransaction(pool, async (client) => {
    // Two that save the same one at once wait here for each other.
    await client.query('select pg_advisory_xact_lock(hashtextextended($1, 17))', [facts.id])
    const { rows: made } = await client.query<{ number: number }>(
      `insert into haechi.datasets (number, id, task, made_ms, facts)
       values (nextval('haechi.dataset_numbers'), $1, $2, $3, $4) on conflict (id) do nothing returning number`,
      [facts.id, facts.task, facts.madeMs, JSON.stringify(facts)],
    )
    if (made[0] === undefined) return false
    let placed = 0
    for (let from = 0; from < rows.length; from += PLACES_AT_ONCE) {
      const some = rows.slice(from, from + PLACES_AT_ONCE)
      const done = await client.query(PLACE, [
        ...[made[0].number, from, some.map(({ hash }) => hash)],
        some.map(({ split }) => splitNumber(split)),
        some.map(({ cluster }) => cluster),
      ])
      placed += done.rowCount ?? 0
    }
    if (placed !== rows.length)
      throw new Error(
        `${rows.length - placed} rows of ${facts.id} were gone before it was whole; save it again`,
      )
    // What was sealed since it was read is not kept after all.
    if (rows.some(({ text }) => text?.startsWith(PICTURE)))
      await forgetPictures(client, { dataset: facts.id }, facts.madeMs)
    return true
  })
}

function written(row: PlacedRow) {
  return {
    ...{ hash: row.hash, text: row.text, labels: row.labels, violates: row.violates, account: row.account },
    ...{ world: row.world, surface: row.surface, language: row.language },
    ...{ account_age_ms: row.accountAgeMs, at_ms: row.atMs, source: row.source },
    decision: row.decision && uuidOf(row.decision),
    ...{ policy_version: row.policyVersion, reviewer: row.reviewer, blind: row.blind },
    ...{ probability: row.probability, design: row.design },
  }
}
