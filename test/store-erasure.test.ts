import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ErasureRecord } from '../src/access/ports.ts'
import type { EntityRef } from '../src/core/entity.ts'
import { decisionIds } from '../src/core/id.ts'
import { idFrom, uuidOf } from '../src/core/ids.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { BY_HAND, connectionOf, freshFolder, removeFolder, sql } from './store-tools.fixture.ts'

let folder: string
let store: Store
const ids = decisionIds()
const DAY_MS = 86_400_000

beforeAll(async () => {
  folder = freshFolder()
  store = await openStore({ dataDir: folder, retentionEveryMs: BY_HAND }, { log: () => undefined })
})
afterAll(async () => {
  await store?.close()
  removeFolder(folder)
})

const db = <Row extends object>(text: string, values: unknown[] = []) =>
  sql<Row & Record<string, unknown>>(connectionOf(folder), text, values)

/** A message by somebody, perhaps to somebody. */
async function said(actor: string, text: string, target?: string) {
  const { decision, event, ...rest } = entryOf(undefined, { actor, text })
  const to = target === undefined ? {} : { target: target as EntityRef }
  await store.decisions.append({ ...rest, decision: { ...decision, ...to }, event: { ...event, ...to } })
  return decision.decision
}

const textOf = async (id: Awaited<ReturnType<typeof said>>) =>
  (await store.decisions.get(id))?.event?.data.text
const actorOf = async (id: Awaited<ReturnType<typeof said>>) =>
  (await store.decisions.get(id))?.decision.actor

async function begin(entity: string, dry = false): Promise<ErasureRecord> {
  const askedMs = Date.now() - 60_000
  const id = idFrom<ErasureRecord['id']>('era', uuidOf(ids(askedMs)))
  const tombstone = `account:erased-${uuidOf(id)}` as EntityRef
  return store.erasures.create({
    id,
    entity: entity as EntityRef,
    tombstone,
    reason: 'A test',
    by: 'tests',
    dry,
    askedMs,
  })
}

async function work(nowMs = Date.now()): Promise<void> {
  while ((await store.erasures.work(nowMs)).more);
}

async function erased(entity: string): Promise<ErasureRecord> {
  const { id } = await begin(entity)
  await work()
  return (await store.erasures.get(id))!
}

async function hold(entity: string, untilMs?: number) {
  const now = Date.now()
  const id = idFrom<Parameters<Store['holds']['lift']>[0]>('hld', uuidOf(ids(now)))
  await store.holds.set({
    ...{ id, entity: entity as EntityRef, reason: 'A case', untilMs, setMs: now, setBy: 'tests' },
    ...{ liftedMs: undefined, liftedBy: undefined },
  })
  return id
}

test('no character of an id is a wildcard, and an id that another begins with is not the other', async () => {
  const names = ['%', '_1', 'u1', 'u10', 'u1%', '.*', `a'b"c\\d`, '$1', '표범', '표범1', '\\', '[a-z]+']
  for (const name of names) {
    const kept = new Map<string, Awaited<ReturnType<typeof said>>>()
    for (const other of names)
      if (other !== name) kept.set(other, await said(`account:${other}`, `words of ${other}`))
    const own = await said(`account:${name}`, 'own words')
    const done = await erased(`account:${name}`)
    expect(done).toMatchObject({ state: 'done', entity: undefined })
    expect(await actorOf(own), name).toBe(done.tombstone)
    expect(await textOf(own), name).toBeUndefined()
    for (const [other, id] of kept) {
      expect(await actorOf(id), `${name} / ${other}`).toBe(`account:${other}`)
      expect(await textOf(id), `${name} / ${other}`).toBe(`words of ${other}`)
    }
  }
})

test('an erasure that was cut off goes on where it was, and counts nothing twice', async () => {
  const own = await Promise.all(Array.from({ length: 20 }, (_, i) => said('account:cut', `message ${i}`)))
  await db(`insert into haechi.label_log (id, at_ms, entity, label, is_set, via, by, reason)
    values (gen_random_uuid(), 0, 'account:cut', 'trusted', true, 'api', 'tests', 'words')`)
  await db(`create function haechi_fail() returns trigger language plpgsql as $$ begin raise exception 'cut off'; end $$;
    create trigger fail before update on haechi.label_log for each row execute function haechi_fail()`)
  const { id } = await begin('account:cut')
  await expect(work()).rejects.toThrow('cut off')
  expect(await store.erasures.get(id)).toMatchObject({
    state: 'running',
    counts: { decisions: 20, contents: 20 },
  })
  expect((await begin('account:cut')).id).toBe(id)
  await db('drop trigger fail on haechi.label_log; drop function haechi_fail')
  await work()
  const done = (await store.erasures.get(id))!
  expect(done).toMatchObject({ state: 'done', counts: { decisions: 20, contents: 20, 'label changes': 1 } })
  for (const one of own) expect(await textOf(one)).toBeUndefined()
  expect((await db<{ n: string }>('select count(*) as n from haechi.erasure_decisions'))[0]!.n).toBe('0')
  // Done again, there is nothing left.
  expect((await erased('account:cut')).counts).toEqual({ 'history rows': 0 })
})

test('a dry run counts and changes nothing', async () => {
  const own = await said('account:dry', 'words')
  const { id } = await begin('account:dry', true)
  await work()
  expect(await store.erasures.get(id)).toMatchObject({ state: 'done', counts: { decisions: 1, contents: 1 } })
  expect(await textOf(own)).toBe('words')
  expect(await actorOf(own)).toBe('account:dry')
})

test('what a hold names is not erased until it is lifted, or ends', async () => {
  const own = await said('account:held', 'evidence')
  const lifted = await hold('account:held')
  const ends = await hold('account:held', Date.now() + DAY_MS)
  const { id } = await begin('account:held')
  await work()
  expect(await store.erasures.get(id)).toMatchObject({ state: 'held' })
  expect(await store.erasures.underWay(Date.now())).not.toContain('account:held')
  expect(await textOf(own)).toBe('evidence')
  expect(await store.holds.lift(lifted, Date.now(), 'tests')).toMatchObject({ liftedBy: 'tests' })
  expect(await store.holds.lift(lifted, Date.now(), 'tests')).toBeUndefined()
  await work()
  expect(await store.erasures.get(id)).toMatchObject({ state: 'held' })
  await work(Date.now() + 2 * DAY_MS)
  expect(await store.erasures.get(id)).toMatchObject({ state: 'done' })
  expect(await textOf(own)).toBeUndefined()
  expect(ends).toMatch(/^hld-/)
})

test('a hold on somebody else keeps what passed between the two, and the rest goes', async () => {
  const alone = await said('account:a-party', 'alone')
  const between = await said('account:a-party', 'between', 'account:the-other')
  const holdId = await hold('account:the-other')
  const { id } = await begin('account:a-party')
  await work()
  expect(await store.erasures.get(id)).toMatchObject({ state: 'held' })
  expect(await textOf(alone)).toBeUndefined()
  expect(await textOf(between)).toBe('between')
  expect(await actorOf(between)).toBe('account:a-party')
  await store.holds.lift(holdId, Date.now(), 'tests')
  await work()
  const done = (await store.erasures.get(id))!
  expect(done.state).toBe('done')
  expect(await textOf(between)).toBeUndefined()
  expect(await actorOf(between)).toBe(done.tombstone)
})

test('content under a hold outlives its time, and goes when the hold does', async () => {
  const kept = await said('account:kept', 'evidence')
  const other = await said('account:not-kept', 'words')
  const holdId = await hold('account:kept')
  const later = Date.now() + 5000 * DAY_MS
  const first = await store.retain(later)
  expect(first.dropped.length).toBeGreaterThan(0)
  expect(await textOf(kept)).toBe('evidence')
  expect(await actorOf(kept)).toBe('account:kept')
  expect(await store.decisions.get(other)).toBeUndefined()
  await store.holds.lift(holdId, Date.now(), 'tests')
  await store.retain(later)
  expect(await store.decisions.get(kept)).toBeUndefined()
})

test('personal fields of reports go after their time, but for what a hold names', async () => {
  const report = (id: string, reporter: string) =>
    db(
      `insert into haechi.reports (id, reporter, item, world, reason, policy, text, email, bona_fide, trusted, at_ms, weight)
       values ($1, $2, 'item:i1', 'plaza', 'other', 'x', 'words', 'a@b.example', true, false, $3, 1)`,
      [id, reporter, Date.now() - 400 * DAY_MS],
    )
  await report('00000000-0000-7000-8000-000000000001', 'account:r1')
  await report('00000000-0000-7000-8000-000000000002', 'account:r2')
  await hold('account:r2')
  const { kept } = await store.retain(Date.now())
  expect(kept.reports).toBe(1)
  expect(await db('select reporter, text, email from haechi.reports order by id')).toEqual([
    { reporter: 'account:r1', text: null, email: null },
    { reporter: 'account:r2', text: 'words', email: 'a@b.example' },
  ])
  const last = (await store.audit.find({ newest: true, limit: 1, what: 'retention' }))[0]!
  expect(JSON.parse(last.details)).toMatchObject({ reports: 1 })
})
