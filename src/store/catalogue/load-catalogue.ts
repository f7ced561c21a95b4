import type pg from 'pg'
import type { CatalogueCursor, KeptItem } from '../../signals/media/copies/ports.ts'
import { itemsOf, SLICE, type SliceRow } from './read-slice.ts'

const LOAD = `select ${SLICE} from (select * from haechi.catalogue where number > $1 order by number limit $2) c`
const SLICE_ROWS = 20_000

/** Gives all items to `take` from one snapshot, and the cursor behind which everything else comes. */
export async function loadCatalogue(
  pool: pg.Pool,
  take: (items: readonly KeptItem[]) => void,
): Promise<CatalogueCursor> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin isolation level repeatable read read only')
    const { rows } = await client.query<{ xmin: string }>(
      'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin',
    )
    const read = (after: string) =>
      client.query<SliceRow>(LOAD, [after, SLICE_ROWS]).then(({ rows: [slice] }) => slice!)
    let slice = await read('-1')
    while (slice.count > 0) {
      // Postgres reads the next slice while we take in this one.
      const next = read(slice.last)
      next.catch(() => undefined)
      take(itemsOf(slice))
      slice = await next
    }
    await client.query('commit')
    broken = false
    return rows[0]!.xmin
  } finally {
    client.release(broken)
  }
}
