import type pg from 'pg'
import type { CatalogueChanges, CatalogueStore, KeptItem } from '../../signals/media/copies/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { loadCatalogue } from './load-catalogue.ts'
import { itemsOf, SLICE, type SliceRow } from './read-slice.ts'

/** The channel on which processes tell each other that the catalogue changed; the table itself tells it. */
export const CATALOGUE_CHANNEL = 'haechi_catalogue'

const ADD = `insert into haechi.catalogue (item, media, maker, world, seen_ms, marks)
  select * from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int8[], $6::bytea[])
  on conflict (item, media) do nothing`

// Rows of transactions that were still open behind the cursor's come too, and come again next time.
const XMIN = 'select pg_snapshot_xmin(pg_current_snapshot())::text as xmin'
const CHANGES = `select ${SLICE}, (array_agg(xid::text order by xid desc, number desc))[1] as xid,
    (array_agg(number::text order by xid desc, number desc))[1] as at
  from (select * from haechi.catalogue where (xid, number) > ($1::xid8, $2::int8) order by xid, number limit $3) c`
const GONE = 'select number from haechi.catalogue_gone where xid >= $1::xid8'
const MOST = 10_000

/** The catalogue on Postgres. */
export function catalogueStore(pool: pg.Pool, health: HealthWatch): CatalogueStore {
  return {
    load: (take) => available(health, () => loadCatalogue(pool, take)),
    changes: (since) => available(health, () => changesSince(pool, since)),
    async add(items) {
      const column = <T>(of: (item: (typeof items)[number]) => T): T[] => items.map(of)
      const values = [
        column(({ item }) => item),
        column(({ media }) => media),
        column(({ maker }) => maker ?? null),
        column(({ world }) => world ?? null),
        column(({ seenMs }) => seenMs),
        column(({ marks }) => Buffer.from(marks)),
      ]
      const { rowCount } = await available(health, () => pool.query(ADD, values))
      return rowCount ?? 0
    },
    async remove(item) {
      const { rowCount } = await available(health, () =>
        pool.query('delete from haechi.catalogue where item = $1', [item]),
      )
      return rowCount ?? 0
    },
  }
}

async function changesSince(pool: pg.Pool, since: string): Promise<CatalogueChanges> {
  // The bound is taken before the rows are read: what commits in between has a larger one.
  const bound = (await pool.query<{ xmin: string }>(XMIN)).rows[0]!.xmin
  const items: KeptItem[] = []
  let from = [since, '-1']
  for (;;) {
    const { rows } = await pool.query<SliceRow & { xid: string; at: string }>(CHANGES, [...from, MOST])
    const slice = rows[0]!
    for (const item of itemsOf(slice)) items.push(item)
    if (slice.count < MOST) break
    from = [slice.xid, slice.at]
  }
  const { rows } = await pool.query<{ number: string }>(GONE, [since])
  return { items, gone: rows.map(({ number }) => Number(number)), cursor: bound }
}
