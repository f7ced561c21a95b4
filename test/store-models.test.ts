import { afterAll, beforeAll, expect, test } from 'vitest'
import { canonicalJson } from '../src/core/canonical-json.ts'
import { planMove } from '../src/lab/registry/plan-move.ts'
import { planRollback } from '../src/lab/registry/plan-rollback.ts'
import type { ModelId, ModelRecord, NewEntry } from '../src/lab/registry/ports.ts'
import { verifyChain } from '../src/lab/registry/verify-chain.ts'
import type { Candidate } from '../src/lab/train/candidate.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { candidate, sha } from './models.fixture.ts'
import { connectionOf, databaseUrlOf, freshFolder, removeFolder, sql, until } from './store-tools.fixture.ts'

const dataDir = freshFolder()
const NOW = Date.parse('2026-11-26T12:00:00Z')
let store: Store
let second: Store

beforeAll(async () => {
  store = await openStore({ dataDir }, { log: () => undefined })
  second = await openStore({ databaseUrl: databaseUrlOf(dataDir) }, { log: () => undefined })
})
afterAll(async () => {
  await second?.close()
  await store?.close()
  removeFolder(dataDir)
})

const register = (one: Candidate, on = store) => on.models.register(one, { by: 'system', body: {} }, NOW)

/** Puts a model where a test wants it, with an entry of the chain like any other. */
async function put(id: ModelId, set: Partial<ModelRecord>): Promise<void> {
  const entry: NewEntry = { model: id, kind: 'move', by: 'system', body: { to: set.state ?? 'x' } }
  const done = await store.models.change(
    id,
    () => ({ ok: true, change: { entries: [entry], models: [{ id, set }] } }),
    NOW,
  )
  expect(done).toMatchObject({ ok: true })
}

/** Makes a canary live as its last verdict does, without asking for its score card: the store is what is tried here. */
const promote = (id: ModelId, on: Store) =>
  on.models.change(
    id,
    (seen) => {
      if (seen.record.state !== 'canary') return { ok: false, why: 'no canary', wayOut: '' }
      const live = seen.peers.find(({ state }) => state === 'live')
      const before = seen.peers.find(({ isLastGood }) => isLastGood)
      return {
        ok: true,
        change: {
          entries: [{ model: id, kind: 'move', by: 'system', body: { to: 'live' } }],
          models: [
            { id, set: { state: 'live', share: 1 } },
            ...(live
              ? [{ id: live.id, set: { state: 'retired' as const, share: 0, isLastGood: true } }]
              : []),
            ...(before ? [{ id: before.id, set: { isLastGood: false } }] : []),
          ],
        },
      }
    },
    NOW,
  )

async function wholeChain() {
  return verifyChain(await store.models.chain(0, 100_000))
}

test('a candidate is kept once, with its files and how it was made', async () => {
  const one = candidate('keeping', 1)
  const record = await register(one)
  expect(record).toMatchObject({ id: one.id, state: 'trained', authority: 'observe', isTainted: false })
  expect(record.manifest).toEqual(JSON.parse(canonicalJson(one.manifest)))
  expect(await register(one, second)).toEqual(record)
  expect(
    new Map([...(await second.models.files(one.id))!].map(([name, bytes]) => [name, sha(bytes)])),
  ).toEqual(new Map([['weights.bin', one.manifest.files[0]!.sha256]]))
  const entries = await store.models.entries(one.id)
  expect(entries.map(({ kind, body }) => [kind, body.dataset])).toEqual([['trained', one.manifest.dataset]])
})

test('what is not what its id or its manifest says is refused, and nothing of it is kept', async () => {
  const one = candidate('refusing', 1)
  const other = { ...one, manifest: { ...one.manifest, seed: 2 } }
  await expect(register(other)).rejects.toThrow(/not the hash of its manifest/)
  const swapped = {
    ...one,
    files: new Map([['weights.bin', new TextEncoder().encode('weights refusing 9')]]),
  }
  await expect(register(swapped)).rejects.toThrow(/not the one of its manifest/)
  expect(await store.models.get(one.id)).toBe(undefined)
  expect(await store.models.change(one.id, () => ({ ok: false, why: '', wayOut: '' }), NOW)).toBe(undefined)
})

test('a file that was changed in the database is not given out', async () => {
  const one = candidate('damaged', 1)
  await register(one)
  await sql(connectionOf(dataDir), `update haechi.lab_files set bytes = '\\x00' where sha256 = $1`, [
    one.manifest.files[0]!.sha256,
  ])
  await expect(store.models.files(one.id)).rejects.toThrow(/is damaged/)
})

test('two canaries of two processes that are promoted at once: one after the other, one is live, one the last good', async () => {
  for (let round = 0; round < 5; round++) {
    const task = `racing_${round}`
    const [live, a] = [candidate(task, 1), candidate(task, 2)]
    for (const one of [live, a]) await register(one)
    await put(live.id, { state: 'live', share: 1 })
    await put(a.id, { state: 'canary', share: 0.5 })
    const outcomes = await Promise.all(
      Array.from({ length: 8 }, (_, i) => promote(a.id, i % 2 ? store : second)),
    )
    expect(outcomes.filter((one) => one?.ok)).toHaveLength(1)
    const { tasks } = await second.models.serving()
    const own = tasks.find((one) => one.task === task)!
    expect([own.live?.id, own.lastGood?.id, own.canary]).toEqual([a.id, live.id, undefined])
  }
  expect(await wholeChain()).toMatchObject({ ok: true })
})

test('a promotion cut off between any two of its statements leaves the incumbent live and the chain whole', async () => {
  const [live, next] = [candidate('cut', 1), candidate('cut', 2)]
  for (const one of [live, next]) await register(one)
  await put(live.id, { state: 'live', share: 1 })
  await put(next.id, { state: 'canary', share: 0.5 })
  const before = await store.models.head()
  const cuts = [
    ['model_log', 'before insert', 'true'],
    ['model_log_head', 'after update', 'true'],
    ['models', 'after update', `new.id = '${live.id}'`],
    ['models', 'after update', `new.id = '${next.id}'`],
  ] as const
  await sql(
    connectionOf(dataDir),
    `create function haechi.cut_off() returns trigger language plpgsql as $$
     begin perform pg_terminate_backend(pg_backend_pid()); perform pg_sleep(5); return new; end $$`,
  )
  for (const [table, when, where] of cuts) {
    await sql(
      connectionOf(dataDir),
      `create trigger zz_cut ${when} on haechi.${table} for each row when (${where}) execute function haechi.cut_off()`,
    )
    await expect(promote(next.id, store), table).rejects.toThrow()
    await sql(connectionOf(dataDir), `drop trigger zz_cut on haechi.${table}`)
    const own = (await second.models.serving()).tasks.find((one) => one.task === 'cut')!
    expect([own.live?.id, own.canary?.id, own.lastGood]).toEqual([live.id, next.id, undefined])
    expect(await second.models.head()).toEqual(before)
  }
  expect(await promote(next.id, second)).toMatchObject({ ok: true })
  expect(await wholeChain()).toMatchObject({ ok: true })
})

test('a rollback makes the last known good live again in the same change, from whichever process', async () => {
  const [good, bad] = [candidate('back', 1), candidate('back', 2)]
  for (const one of [good, bad]) await register(one)
  await put(good.id, { state: 'live', share: 1, certified: 'reversible', authority: 'reversible' })
  await put(bad.id, { state: 'canary', share: 0.5 })
  await promote(bad.id, store)
  const asked = { by: 'usr-00000000000000000000000000000001', why: 'it masks greetings' }
  const outcomes = await Promise.all(
    [store, second, store, second].map((on) =>
      on.models.change(bad.id, (seen) => planRollback(seen, asked, { nowMs: NOW }), NOW),
    ),
  )
  expect(outcomes.filter((one) => one?.ok)).toHaveLength(1)
  expect(await store.models.get(good.id)).toMatchObject({
    ...{ state: 'live', share: 1, authority: 'reversible', isLastGood: false },
  })
  expect(await store.models.get(bad.id)).toMatchObject({
    state: 'rolled-back',
    share: 0,
    authority: 'observe',
  })
  const [entry] = (await store.models.entries(bad.id)).slice(-1)
  expect(entry).toMatchObject({ by: asked.by, why: asked.why, body: { to: 'rolled-back' } })
})

test('every change is told to who listens, with the task', async () => {
  const one = candidate('telling', 1)
  const pg = (await import('pg')).default
  const client = new pg.Client(connectionOf(dataDir))
  await client.connect()
  const told: (string | undefined)[] = []
  client.on('notification', ({ payload }) => told.push(payload))
  await client.query('listen haechi_models')
  await register(one)
  await put(one.id, { state: 'evaluated' })
  await store.models.change(one.id, () => ({ ok: false, why: 'no', wayOut: '' }), NOW)
  await store.models.taint(one.manifest.dataset, 'system', NOW)
  // They come a moment after the commit.
  await until(() => told.length >= 3)
  await client.query('select 1')
  await client.end()
  expect(told).toEqual(['telling', 'telling', 'telling'])
})

test('an erased row flags every model of its dataset, and those that come later; they go no further up', async () => {
  const [one, later] = [candidate('tainted', 1), candidate('tainted', 2)]
  await register(one)
  expect(await store.models.taint(one.manifest.dataset, 'system', NOW)).toBe(1)
  expect(await store.models.taint(one.manifest.dataset, 'system', NOW)).toBe(0)
  expect(await register(later)).toMatchObject({ isTainted: true })
  await put(one.id, { state: 'evaluated' })
  const moved = await store.models.change(
    one.id,
    (seen) => planMove(seen, { to: 'shadow' }, { nowMs: NOW }),
    NOW,
  )
  expect(moved).toMatchObject({ ok: false, why: 'a row that it was trained on was erased' })
})

test('an attempt is written before anything is looked at, and two processes never get the same one', async () => {
  const set = { id: 'cs-1', rows: 100, sketch: ['a', 'b'] }
  const outcomes = await Promise.all(
    Array.from({ length: 12 }, (_, i) =>
      (i % 2 ? store : second).models.attempt(
        'asking',
        `subject ${i % 6}`,
        set,
        (kept) => {
          const known = kept.find(({ subject }) => subject === `subject ${i % 6}`)
          return { number: known?.number ?? kept.length + 1, alpha: 0.05, isRepeat: known !== undefined }
        },
        NOW,
      ),
    ),
  )
  const fresh = outcomes.flatMap((one) => ('ok' in one || one.isRepeat ? [] : [one.number]))
  expect(fresh.sort()).toEqual([1, 2, 3, 4, 5, 6])
  expect((await store.models.attempts('asking')).map(({ number }) => number).sort()).toEqual([
    1, 2, 3, 4, 5, 6,
  ])
})

test('the log is only added to; whoever changes it all the same is found, at the link', async () => {
  const connection = connectionOf(dataDir)
  await expect(sql(connection, `update haechi.model_log set by = 'x'`)).rejects.toThrow(/only added to/)
  await expect(sql(connection, `delete from haechi.model_log`)).rejects.toThrow(/only added to/)
  const { number } = await store.models.head()
  await sql(connection, 'alter table haechi.model_log disable trigger user')
  const tampered = async (change: string, undo: string) => {
    await sql(connection, change)
    const verdict = await wholeChain()
    await sql(connection, undo)
    return verdict
  }
  for (const [column, to] of [
    ['body', `'{"to":"live"}'`],
    ['by', `'usr-1'`],
    ['at_ms', 'at_ms + 1'],
    ['kind', `'gates'`],
    ['model', `'mdl-0'`],
  ] as const) {
    await sql(connection, 'create table haechi.saved as select * from haechi.model_log where number = 3')
    const verdict = await tampered(
      `update haechi.model_log set ${column} = ${to} where number = 3`,
      `update haechi.model_log l set ${column} = s.${column} from haechi.saved s where s.number = l.number`,
    )
    await sql(connection, 'drop table haechi.saved')
    expect(verdict, column).toMatchObject({ ok: false, number: 3 })
  }
  await sql(connection, 'create table haechi.saved as select * from haechi.model_log where number = 4')
  const gap = await tampered(
    'delete from haechi.model_log where number = 4',
    'insert into haechi.model_log select * from haechi.saved',
  )
  expect(gap).toMatchObject({ ok: false, number: 4, why: 'entry 4 is not there' })
  await sql(connection, 'drop table haechi.saved')
  await sql(connection, 'alter table haechi.model_log enable trigger user')
  expect(await wholeChain()).toMatchObject({ ok: true, entries: number })
})
