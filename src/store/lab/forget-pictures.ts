import type pg from 'pg'
import { taintModelsWith } from './taint-models.ts'

/** What the line of a picture begins with: see signals/media/picture-text.ts. */
export const PICTURE = 'haechi-picture/1 '

const OF_FILE = `select r.id from haechi.lab_rows r
  where substr(r.text, 25, 64) = $1 and starts_with(r.text, '${PICTURE}')`

const SEALED = `select r.id from haechi.lab_rows r join haechi.dataset_rows p on p.row = r.id
  join haechi.media m on m.id = substr(r.text, 25, 64)
  where p.dataset = (select number from haechi.datasets where id = $1) and starts_with(r.text, '${PICTURE}')
    and m.sealed_ms is not null`

const DATASETS = `select distinct d.id from haechi.dataset_rows p join haechi.datasets d on d.number = p.dataset
  where p.row = any($1) order by d.id`

/**
 * Leaves a tombstone of each row of a file's picture (its 64 digits), or of the rows of a dataset whose files are sealed, and flags the
 * models that learnt from them; within the caller's transaction.
 */
export async function forgetPictures(
  client: pg.ClientBase,
  what: { readonly media: string } | { readonly dataset: string },
  nowMs: number,
): Promise<void> {
  const found =
    'media' in what
      ? await client.query<{ id: string }>(OF_FILE, [what.media])
      : await client.query<{ id: string }>(SEALED, [what.dataset])
  const rows = found.rows.map(({ id }) => id)
  if (rows.length === 0) return
  const { rows: datasets } = await client.query<{ id: string }>(DATASETS, [rows])
  await client.query(`set local haechi.erasing = 'on'`)
  await client.query('update haechi.lab_rows set text = null where id = any($1)', [rows])
  await client.query(`set local haechi.erasing = 'off'`)
  for (const { id } of datasets) await taintModelsWith(client, id, 'system', nowMs)
}
