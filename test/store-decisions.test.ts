import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Decision } from '../src/core/decision.ts'
import type { EntityRef } from '../src/core/entity.ts'
import type { DecisionId } from '../src/core/id.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openStore } from '../src/store/open-store.ts'
import { partitionEnd, partitionIndex } from '../src/store/partition-plan.ts'
import { READ_CONTENTS, READ_SKELETONS } from '../src/store/read-decisions.ts'
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

const DAY_MS = 86_400_000
const dataDir = freshFolder()
let store: Store
let second: Store

beforeAll(async () => {
  store = await openStore({ dataDir, retentionEveryMs: BY_HAND }, { log: () => undefined })
  // Another process on the same database, as several Haechis on one DATABASE_URL are.
  second = await openStore(
    { databaseUrl: databaseUrlOf(dataDir), retentionEveryMs: BY_HAND },
    { log: () => undefined },
  )
})

afterAll(async () => {
  await second?.close()
  await store?.close()
  removeFolder(dataDir)
})

const kinds = (all: readonly { kind: string }[], kind: string) =>
  all.filter((one) => one.kind === kind).length

describe('what is appended', () => {
  test.each([true, false])('reads back as it was (fired: %s)', async (fired) => {
    const entry = entryOf(`back-${fired}`, { fired, text: 'line\nbreak, "quotes", \\ and 한국어 🐉' })
    expect(await store.decisions.append(entry)).toEqual({ kind: 'stored' })
    expect(await store.decisions.get(entry.decision.decision)).toEqual({
      decision: entry.decision,
      event: entry.event,
    })
    expect(await second.decisions.get(entry.decision.decision)).toEqual({
      decision: entry.decision,
      event: entry.event,
    })
  })

  test('an unknown id reads as undefined', async () => {
    expect(await store.decisions.get(entryOf('never').decision.decision)).toBe(undefined)
  })

  test('NUL and half surrogates in the content are kept, not mangled', async () => {
    const entry = entryOf('odd', { text: 'a\u0000b\ud800c' })
    await store.decisions.append(entry)
    expect((await store.decisions.get(entry.decision.decision))?.event).toEqual(entry.event)
  })

  test('effects stand in the outbox, once, with their decision', async () => {
    const entries = Array.from({ length: 40 }, (_, i) => entryOf(`effect-${i}`, { fired: i % 2 === 0 }))
    await Promise.all([...entries, ...entries].map((entry) => store.decisions.append(entry)))
    const rows = await sql<{ id: string }>(
      connectionOf(dataDir),
      'select id from haechi.effects where id = any($1)',
      [entries.map(({ decision }) => decision.decision.slice(2))],
    )
    expect(rows.map(({ id }) => `d-${id.replaceAll('-', '')}`).sort()).toEqual(
      entries
        .filter((_, i) => i % 2 === 0)
        .map(({ decision }) => decision.decision as string)
        .sort(),
    )
  })

  test('a row that no table can hold is refused alone', async () => {
    const bad = entryOf('bad', { actor: 'account:a\nb' })
    const worse = entryOf('worse')
    const far = { ...worse, decision: { ...worse.decision, latencyMs: 0.5, receivedAt: 'soon' } as Decision }
    const settled = await Promise.allSettled(
      [entryOf('good-1'), bad, entryOf('good-2'), far].map((entry) => store.decisions.append(entry)),
    )
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled', 'rejected'])
    expect(settled[1]).toMatchObject({ reason: { name: 'NotStorable' } })
    expect(String((settled[1] as PromiseRejectedResult).reason)).not.toContain('account:a')
  })

  test('a row that Postgres refuses fails alone, the rest of its batch is stored', async () => {
    await sql(
      connectionOf(dataDir),
      `alter table haechi.decisions add constraint t check (actor <> 'account:poison') not valid`,
    )
    await sql(
      connectionOf(dataDir),
      `create or replace function haechi.refuse() returns trigger language plpgsql as
      $$ begin if new.actor = 'account:poison' then raise exception using errcode = '22P05', message = 'no'; end if; return new; end $$`,
    )
    await sql(
      connectionOf(dataDir),
      `alter table haechi.decisions drop constraint t;
      create trigger refuse before insert on haechi.decisions for each row execute function haechi.refuse()`,
    )
    try {
      const entries = ['account:a', 'account:poison', 'account:b'].map((actor) =>
        entryOf(`p-${actor}`, { actor }),
      )
      const settled = await Promise.allSettled(entries.map((entry) => store.decisions.append(entry)))
      expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled'])
      expect(await store.decisions.get(entries[1]!.decision.decision)).toBe(undefined)
      expect(await store.decisions.get(entries[2]!.decision.decision)).toBeDefined()
      expect(store.health()).toEqual({ ok: true })
    } finally {
      await sql(connectionOf(dataDir), 'drop trigger refuse on haechi.decisions; drop function haechi.refuse')
    }
  })
})

describe('idempotence', () => {
  test('the same event again gets the stored decision, also from another process', async () => {
    const first = entryOf('same', { fired: true })
    await store.decisions.append(first)
    for (const { decisions } of [store, second]) {
      const again = await decisions.append({ ...first, decision: entryOf('same').decision })
      expect(again).toEqual({ kind: 'repeated', decision: first.decision })
    }
  })

  test('the order of keys is not content', async () => {
    const first = entryOf('order')
    await store.decisions.append(first)
    const data = Object.fromEntries(Object.entries(first.event.data).reverse())
    const again = await store.decisions.append({ ...entryOf('order'), event: { ...first.event, data } })
    expect(again.kind).toBe('repeated')
  })

  test('other content is a conflict that names the field', async () => {
    const first = entryOf('conflict')
    await store.decisions.append(first)
    const decision = first.decision.decision
    expect(await store.decisions.append(entryOf('conflict', { text: 'other' }))).toEqual({
      kind: 'conflict',
      field: 'data.text',
      decision,
    })
    expect(await store.decisions.append(entryOf('conflict', { actor: 'account:u2' }))).toMatchObject({
      field: 'actor',
    })
  })

  test('the same id in another world is another event, and events without an id are all new', async () => {
    const twins = [
      entryOf('w', { world: 'plaza' }),
      entryOf('w', { world: 'arena' }),
      entryOf(undefined),
      entryOf(undefined),
    ]
    expect(kinds(await Promise.all(twins.map((entry) => store.decisions.append(entry))), 'stored')).toBe(4)
  })

  test('duplicates within a batch, and in batches of two processes at once, are stored once', async () => {
    const sent = Array.from({ length: 300 }, (_, i) =>
      [store, second, store].map(({ decisions }) => ({ decisions, entry: entryOf(`dup-${i}`) })),
    ).flat()
    // Opposite orders on purpose: that is how deadlocks are made.
    const half = sent.length / 2
    const order = [...sent.slice(0, half), ...sent.slice(half).reverse()]
    const answers = await Promise.all(
      order.map(async ({ decisions, entry }) => ({ entry, a: await decisions.append(entry) })),
    )
    expect(
      kinds(
        answers.map(({ a }) => a),
        'stored',
      ),
    ).toBe(300)
    const decisionOf = new Map<string, string>()
    for (const { entry, a } of answers)
      if (a.kind === 'stored') decisionOf.set(entry.decision.eventId!, entry.decision.decision)
    for (const { entry, a } of answers)
      if (a.kind !== 'stored')
        expect(a).toMatchObject({
          kind: 'repeated',
          decision: { decision: decisionOf.get(entry.decision.eventId!) },
        })
    const rows = await sql<{ n: string }>(
      connectionOf(dataDir),
      `select count(*) as n from haechi.decisions where event_id like 'dup-%'`,
    )
    expect(Number(rows[0]!.n)).toBe(300)
  })
})

describe('partitions and retention', () => {
  test('what was merely inserted is not vacuumed, and keys can be swept without reading all', async () => {
    await store.decisions.append(entryOf('quiet', { fired: true }))
    const rows = await sql<{ name: string; quiet: boolean }>(
      connectionOf(dataDir),
      `select relname as name, coalesce('autovacuum_vacuum_insert_threshold=-1' = any(reloptions), false) as quiet
       from pg_class c where relnamespace = 'haechi'::regnamespace and relkind = 'r'
         and relname ~ '_k\\d+_\\d+$|^event_keys_'`,
    )
    expect(rows.length).toBeGreaterThan(18)
    expect(rows.filter(({ quiet }) => !quiet)).toEqual([])
    const [index] = await sql<{ count: string }>(
      connectionOf(dataDir),
      `select count(*) from pg_class where relname like 'event_keys_%_expires_idx' and 'autosummarize=on' = any(reloptions)`,
    )
    expect(index?.count).toBe('16')
  })

  test('reading by id touches one partition of each class', async () => {
    const now = Date.now()
    for (let day = 0; day < 40; day += 8)
      await store.decisions.append(
        entryOf(`old-${day}`, { nowMs: now - day * DAY_MS, contentDays: 400, decisionDays: 400 }),
      )
    const id = entryOf(undefined, { nowMs: now - 16 * DAY_MS }).decision.decision.slice(2)
    for (const text of [READ_SKELETONS, READ_CONTENTS]) {
      const literal = text.replaceAll('$1::uuid[]', `'{${id}}'::uuid[]`)
      const plan = await sql<{ 'QUERY PLAN': string }>(connectionOf(dataDir), `explain ${literal}`)
      const tables = plan.map((row) => / on ((?:decisions|contents)_k\d+)_\d+/.exec(row['QUERY PLAN'])?.[1])
      const found = tables.filter((table) => table !== undefined)
      expect(found.length).toBeGreaterThan(0)
      expect(new Set(found).size).toBe(found.length)
    }
  })

  test('content goes when its time is over, the skeleton stays, and later the skeleton goes too', async () => {
    // Early in a day, so that its partition ends well after the decision's own time.
    const made = Math.floor(Date.now() / DAY_MS - 200) * DAY_MS + 3 * 3_600_000
    const options = { nowMs: made, contentDays: 2, decisionDays: 10, fired: true }
    const entry = entryOf('gone', options)
    const id = entry.decision.decision as DecisionId
    await store.decisions.append(entry)
    const at = (days: number) => made + days * DAY_MS

    await store.retain(at(1.9))
    expect((await store.decisions.get(id))?.event).toEqual(entry.event)

    const report = await store.retain(at(2.1))
    expect(report.dropped.some((name) => name.startsWith('contents_k48_'))).toBe(true)
    const skeleton = await store.decisions.get(id)
    expect(skeleton?.event).toBe(undefined)
    expect(skeleton?.decision).toMatchObject({ verdict: 'mask', effects: entry.decision.effects })
    expect(skeleton?.decision.masked).toBe(undefined)
    expect(skeleton?.decision.reasons.map(({ rule, saw }) => [rule, saw])).toEqual([['chat-links', {}]])
    // Nothing that a player wrote is left anywhere in the skeleton.
    const rows = await sql(connectionOf(dataDir), 'select * from haechi.decisions where id = $1', [
      id.slice(2),
    ])
    expect(JSON.stringify(rows)).not.toContain(' hat')

    // The other process still believes in the dropped partition, and the same event is still the same event.
    expect(await second.decisions.append(entryOf('gone', { ...options, fired: false }))).toMatchObject({
      kind: 'repeated',
    })
    expect(await second.decisions.append(entryOf('gone', { ...options, text: 'other' }))).toMatchObject({
      kind: 'conflict',
      field: 'data',
    })

    // Past its ten days a skeleton stays until its whole partition goes, and as long its event id is taken.
    const end = partitionEnd(240, partitionIndex(240, made))
    await store.retain(end - 1)
    expect(await store.decisions.get(id)).not.toBe(undefined)
    expect((await store.decisions.append(entryOf('gone', options))).kind).toBe('repeated')

    await store.retain(end)
    expect(await store.decisions.get(id)).toBe(undefined)
    expect((await store.decisions.append(entryOf('gone', options))).kind).toBe('stored')
    expect((await second.decisions.append(entryOf('gone-2', options))).kind).toBe('stored')
    expect((await store.retain(at(11.1))).ran).toBe(true)
  })

  test('one process at a time applies retention', async () => {
    const reports = await Promise.all([store.retain(0), second.retain(0), store.retain(0)])
    expect(reports.some(({ ran }) => ran)).toBe(true)
    expect((await store.retain(0)).ran).toBe(true)
  })

  test('it is applied by itself, as often as was said', async () => {
    const entry = entryOf('by-itself', { nowMs: Date.now() - 200 * DAY_MS, contentDays: 1, decisionDays: 10 })
    await store.decisions.append(entry)
    const often = await openStore(
      { databaseUrl: databaseUrlOf(dataDir), retentionEveryMs: 20 },
      { log: () => undefined },
    )
    await until(async () => (await store.decisions.get(entry.decision.decision)) === undefined)
    await often.close()
  })

  test('nothing is kept of the content of events whose content is kept for no time', async () => {
    const entry = entryOf('none', { contentDays: 0 })
    await store.decisions.append(entry)
    expect(await store.decisions.get(entry.decision.decision)).toEqual({
      decision: entry.decision,
      event: undefined,
    })
  })
})

describe('keys, counts', () => {
  test('keys are kept, and revoked once', async () => {
    const key = {
      ...{
        id: 'k-1',
        name: 'game',
        hash: 'ab'.repeat(32),
        scopes: ['screen', 'read'] as const,
        worlds: ['plaza'],
      },
      ...{ ratePerSecond: 12.5, createdAt: '2026-11-23T00:00:00Z', revokedAt: null, user: null },
    }
    await store.keys.add(key)
    await store.keys.add({ ...key, id: 'k-2', hash: 'cd'.repeat(32), worlds: null, ratePerSecond: null })
    expect(await second.keys.all()).toEqual([
      key,
      { ...key, id: 'k-2', hash: 'cd'.repeat(32), worlds: null, ratePerSecond: null },
    ])
    const at = '2026-11-24T00:00:00Z'
    expect([
      await store.keys.revoke('k-1', at),
      await second.keys.revoke('k-1', at),
      await store.keys.revoke('k-9', at),
    ]).toEqual([true, false, false])
    expect((await store.keys.all())[0]?.revokedAt).toBe(at)
  })

  test('the count of decisions is estimated', async () => {
    await sql(connectionOf(dataDir), 'analyze')
    expect((await store.counts()).decisions).toBeGreaterThan(300)
  })

  test('entities are kept apart from words', async () => {
    const entry = entryOf('entities')
    const decision = { ...entry.decision, session: 'room:r7' as EntityRef, target: 'account:u9' as EntityRef }
    await store.decisions.append({ ...entry, decision })
    expect((await store.decisions.get(decision.decision))?.decision).toEqual(decision)
    const rows = await sql<{ name: string }>(
      connectionOf(dataDir),
      'select name from haechi.names order by 1',
    )
    expect(rows.map(({ name }) => name)).toEqual(['arena', 'chat.message', 'plaza', 'r-0123456789abcdef'])
  })
})
