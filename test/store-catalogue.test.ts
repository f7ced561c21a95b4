import { afterAll, beforeAll, expect, test } from 'vitest'
import { keepCatalogue } from '../src/api/media/keep-catalogue.ts'
import type { EntityRef } from '../src/core/entity.ts'
import { decisionIds } from '../src/core/id.ts'
import { idFrom, uuidOf } from '../src/core/ids.ts'
import { factsOf, ofName } from '../src/signals/media/copies/facts.fixture.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import {
  BY_HAND,
  connectionOf,
  databaseUrlOf,
  freshFolder,
  removeFolder,
  sql,
  until,
} from './store-tools.fixture.ts'

let folder: string
let store: Store
let other: Store
const ids = decisionIds()

beforeAll(async () => {
  folder = freshFolder()
  store = await openStore({ dataDir: folder, retentionEveryMs: BY_HAND }, { log: () => undefined })
  other = await openStore(
    { databaseUrl: databaseUrlOf(folder), retentionEveryMs: BY_HAND },
    { log: () => undefined },
  )
})
afterAll(async () => {
  await other?.close()
  await store?.close()
  removeFolder(folder)
})

const listing = (name: string, maker: string, seenMs: number) => ({
  ...{ item: `item:${name}` as EntityRef, media: ofName(name), maker: `account:${maker}` as EntityRef },
  ...{ world: 'plaza', seenMs, facts: factsOf(name) },
})

test('what one process lists is found by the others, and what it takes out is not', async () => {
  const here = await keepCatalogue(store)
  const there = await keepCatalogue(other)
  await here.add(listing('hat', 'kim', 5))
  const [found] = here.near(factsOf('hat'), { most: 3 })
  expect(found).toMatchObject({
    item: 'item:hat',
    media: ofName('hat'),
    maker: 'account:kim',
    seenMs: 5,
    by: 'looks',
  })
  expect(found!.similarity).toBe(1)
  await until(() => there.near(factsOf('hat'), { most: 3 }).length === 1)
  expect(there.near(factsOf('boots'), { most: 3 })).toEqual([])
  expect(await there.remove('item:hat' as EntityRef)).toBe(1)
  expect(there.size).toBe(0)
  await until(() => here.size === 0)
  expect(here.near(factsOf('hat'), { most: 3 })).toEqual([])
  await Promise.all([here.stop(), there.stop()])
})

test('the first listing of a file stays; a start loads what is kept, and not what went', async () => {
  const first = await keepCatalogue(store)
  await first.add(listing('robe', 'lee', 10))
  await first.add({ ...listing('robe', 'park', 20) })
  await first.add(listing('cape', 'lee', 30))
  await first.remove('item:cape' as EntityRef)
  await first.stop()
  const next = await keepCatalogue(other)
  expect(next.size).toBe(1)
  expect(next.near(factsOf('robe'), { most: 5 })).toMatchObject([{ maker: 'account:lee', seenMs: 10 }])
  await next.stop()
})

test('an item that is written by a transaction that was open during a look is not missed', async () => {
  const kept = await keepCatalogue(store)
  const pg = await import('pg')
  const slow = new pg.default.Client(connectionOf(folder))
  await slow.connect()
  try {
    await slow.query('begin')
    await slow.query(
      `insert into haechi.catalogue (item, media, seen_ms, marks) values ('item:slow', $1, 1, '\\x01000000')`,
      [ofName('slow')],
    )
    await kept.add(listing('fast', 'kim', 40))
    const size = kept.size
    await slow.query('commit')
    await kept.look()
    expect(kept.size).toBe(size + 1)
  } finally {
    await slow.end()
    await kept.stop()
  }
})

test('items go five years after they were listed, in every process, but not those of somebody under a legal hold', async () => {
  const kept = await keepCatalogue(other)
  const nowMs = Date.now()
  const [old, young] = [nowMs - 1826 * 86_400_000, nowMs - 1824 * 86_400_000]
  await kept.add(listing('ancient', 'ann', old))
  await kept.add(listing('recent', 'ann', young))
  await kept.add(listing('held', 'hal', old))
  await store.holds.set({
    ...{ id: idFrom('hld', uuidOf(ids(nowMs))), entity: 'account:hal' as EntityRef, reason: 'A case' },
    ...{ setMs: nowMs, setBy: 'tests', untilMs: undefined, liftedMs: undefined, liftedBy: undefined },
  })
  const found = (name: string): number => kept.near(factsOf(name), { most: 1 }).length
  expect(['ancient', 'recent', 'held'].map(found)).toEqual([1, 1, 1])
  await store.retain(nowMs)
  await until(() => found('ancient') === 0)
  expect(['recent', 'held'].map(found)).toEqual([1, 1])
  await kept.stop()
})

test('an erasure of the maker takes their items out everywhere', async () => {
  const kept = await keepCatalogue(other)
  await kept.add(listing('crown', 'zed', 50))
  expect(kept.near(factsOf('crown'), { most: 1 })).toHaveLength(1)
  const askedMs = Date.now() - 60_000
  const id = idFrom<Parameters<Store['erasures']['get']>[0]>('era', uuidOf(ids(askedMs)))
  await store.erasures.create({
    ...{ id, entity: 'account:zed' as EntityRef, tombstone: `account:erased-${uuidOf(id)}` as EntityRef },
    ...{ reason: 'A test', by: 'tests', dry: false, askedMs },
  })
  while ((await store.erasures.work(Date.now())).more);
  await until(() => kept.near(factsOf('crown'), { most: 1 }).length === 0)
  const rows = await sql(
    connectionOf(folder),
    `select from haechi.catalogue where maker like 'account:zed%' or item = 'item:crown'`,
  )
  expect(rows).toEqual([])
  await kept.stop()
})
