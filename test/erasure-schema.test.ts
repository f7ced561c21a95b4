import { afterAll, beforeAll, expect, test } from 'vitest'
import { isLookedAt } from '../src/store/erasure/leaves.ts'
import { ERASED_TABLES } from '../src/store/erasure/tables/list.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { connectionOf, freshFolder, removeFolder, sql } from './store-tools.fixture.ts'

let folder: string
let store: Store
beforeAll(async () => {
  folder = freshFolder()
  store = await openStore({ dataDir: folder }, { log: () => undefined })
})
afterAll(async () => {
  await store?.close()
  removeFolder(folder)
})

/** Types that can name nobody. */
const PLAIN = [
  'bigint',
  'integer',
  'smallint',
  'double precision',
  'boolean',
  'uuid',
  'xid8',
  'timestamp with time zone',
]

test('the list of what is erased names every table, and every column that can hold text', async () => {
  const columns = await sql<{ table: string; column: string; type: string }>(
    connectionOf(folder),
    `select c.relname as table, a.attname as column, format_type(a.atttypid, null) as type
     from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
     where n.nspname = 'haechi' and c.relkind in ('r', 'p') and not c.relispartition and a.attnum > 0 and not a.attisdropped
     order by 1, 2`,
  )
  expect(columns.length).toBeGreaterThan(100)
  const listed = new Map(ERASED_TABLES.map((one) => [one.table, one]))
  expect(listed.size).toBe(ERASED_TABLES.length)
  const missing = columns
    .filter(({ table, column, type }) => {
      const one = listed.get(table)
      if (one === undefined) return true
      return !PLAIN.includes(type) && type !== 'uuid[]' && one.columns[column] === undefined
    })
    .map(({ table, column }) => `${table}.${column}: say in src/store/erasure/tables/ what becomes of it`)
  expect(missing).toEqual([])
})

test('what is looked at is counted under some name, and reasons are given in words', () => {
  for (const table of ERASED_TABLES) {
    for (const [column, how] of Object.entries(table.columns))
      if (typeof how === 'object' && 'none' in how)
        expect(how.none, `${table.table}.${column}`).toMatch(/\w+ \w+|chance|numbers/)
    if (table.goes || table.own) expect(isLookedAt(table), table.table).toBe(true)
  }
})
