import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ManualLabelChange } from '../src/api/labels/ports.ts'
import type { EntityRef } from '../src/core/entity.ts'
import { decisionIds } from '../src/core/id.ts'
import { borne } from '../src/engine/label-state.fixture.ts'
import { createLabelState, type LabelState } from '../src/engine/label-state.ts'
import type { LabelChange } from '../src/engine/ports.ts'
import { entryOf, labelling } from '../src/store/entries.fixture.ts'
import { idAfter } from '../src/store/id-after.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import {
  BY_HAND,
  connectionOf,
  databaseUrlOf,
  freshFolder,
  removeFolder,
  sql,
  startChild,
  until,
} from './store-tools.fixture.ts'

const DAY_MS = 86_400_000
const dataDir = freshFolder()
const ids = decisionIds()
let store: Store
let second: Store

beforeAll(async () => {
  store = await openStore({ dataDir, retentionEveryMs: BY_HAND }, { log: () => undefined })
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

const entity = (name: string) => `account:${name}` as EntityRef

function change(on: EntityRef, label: string, more: Partial<LabelChange> = {}): LabelChange {
  const atMs = Date.now()
  return {
    ...{ id: ids(atMs).slice(2), atMs, entity: on, label, op: 'set', untilMs: undefined, rule: 'a.rule' },
    ...more,
  }
}

/** An entry whose decision makes these changes, as the engine would give it. */
function entryWith(changes: readonly Partial<LabelChange>[], eventId?: string) {
  const entry = entryOf(eventId, { fired: true })
  const id = entry.decision.decision.slice(2)
  return { ...entry, labels: changes.map((one) => ({ ...change(entity('x'), 'x'), ...one, id })) }
}

function byHand(on: EntityRef, label: string, more: Partial<ManualLabelChange> = {}): ManualLabelChange {
  return {
    ...change(on, label),
    via: 'api',
    by: 'me (key k-1)',
    reason: 'seen it myself',
    ...more,
    rule: undefined,
  }
}

async function loaded(from: Store = store): Promise<LabelState> {
  const state = createLabelState()
  await from.labels.load((one) => state.apply(one))
  return state
}

async function logged(connection = connectionOf(dataDir)): Promise<LabelChange[]> {
  const rows = await sql<
    { id: string; entity: string; label: string; is_set: boolean } & Record<string, string | null>
  >(connection, 'select * from haechi.label_log')
  return rows.map((row) => ({
    ...{ id: row.id.replaceAll('-', ''), atMs: Number(row.at_ms), entity: row.entity as EntityRef },
    ...{ label: row.label, op: row.is_set ? 'set' : 'unset', rule: row.rule ?? undefined },
    untilMs: row.until_ms === null ? undefined : Number(row.until_ms),
  }))
}

describe('labels of decisions', () => {
  test('are in force and in the history, with their decision', async () => {
    const untilMs = Date.now() + DAY_MS
    const first = entryWith([
      { entity: entity('u1'), label: 'scammer', untilMs },
      { entity: entity('u1'), label: 'seen' },
    ])
    await store.decisions.append(first)
    const off = entryWith([{ entity: entity('u1'), label: 'seen', op: 'unset' }])
    await store.decisions.append(off)
    const decision = first.decision.decision
    expect(await second.labels.borneBy(entity('u1'), Date.now())).toEqual([
      {
        ...{ entity: entity('u1'), label: 'scammer', atMs: first.labels[0]!.atMs, untilMs },
        source: { kind: 'rule', rule: 'a.rule', decision },
      },
    ])
    expect(await store.labels.borneBy(entity('u1'), untilMs)).toEqual([])
    const history = await store.labels.history(entity('u1'), 10)
    expect(history.map(({ label, op }) => `${op} ${label}`)).toEqual([
      'unset seen',
      'set seen',
      'set scammer',
    ])
    expect(history[0]!.source).toEqual({ kind: 'rule', rule: 'a.rule', decision: off.decision.decision })
    const state = await loaded()
    expect(state.has(entity('u1'), 'scammer', untilMs - 1)).toBe(true)
    expect(state.has(entity('u1'), 'scammer', untilMs)).toBe(false)
    expect(state.has(entity('u1'), 'seen', Date.now())).toBe(false)
  })

  test('an event that was judged before labels nobody', async () => {
    await store.decisions.append(entryWith([], 'same'))
    const again = entryWith([{ entity: entity('twice'), label: 'seen' }], 'same')
    expect((await store.decisions.append(again)).kind).toBe('repeated')
    // One batch with winners and losers.
    const twins = [1, 2, 3].map((n) => entryWith([{ entity: entity(`twin-${n}`), label: 'seen' }], 'twin'))
    const answers = await Promise.all(twins.map((one) => store.decisions.append(one)))
    const winner = answers.findIndex(({ kind }) => kind === 'stored')
    const state = await loaded()
    expect(state.has(entity('twice'), 'seen', Date.now())).toBe(false)
    for (const [i, n] of [1, 2, 3].entries())
      expect(state.has(entity(`twin-${n}`), 'seen', Date.now())).toBe(i === winner)
    expect(await store.labels.history(entity('twice'), 10)).toEqual([])
  })

  test('many changes of few labels at once, from two processes in opposite orders, come to what the definition says', async () => {
    const all = Array.from({ length: 1200 }, (_, i) => {
      const { decision } = labelling(undefined, i)
      const effect = decision.effects[0]!
      if (effect.kind !== 'label' && effect.kind !== 'unlabel') throw new Error('no label')
      const untilMs = effect.kind === 'label' && effect.until ? Date.parse(effect.until) : undefined
      const op = effect.kind === 'label' ? 'set' : 'unset'
      const on = `busy:${effect.target.slice(8)}` as EntityRef
      return entryWith([
        { entity: on, label: effect.label, rule: effect.rule, op, untilMs },
        {
          entity: `busy:${i % 5}` as EntityRef,
          label: effect.label,
          rule: 'other',
          op: 'set',
          untilMs: undefined,
        },
      ])
    })
    const halves = [all.slice(0, 600), all.slice(600).reverse()]
    await Promise.all(
      halves.flatMap((half, i) => half.map((one) => [store, second][i]!.decisions.append(one))),
    )
    const made = all.flatMap(({ labels }) => labels)
    const state = await loaded()
    let count = 0
    for (let n = 0; n < 40; n++)
      for (const label of ['label.0', 'label.1', 'label.2', 'label.3'])
        for (const atMs of [Date.now(), Date.now() + DAY_MS / 4, Date.now() + DAY_MS]) {
          const expected = borne(made, `busy:${n}`, label, atMs)
          if (expected) count++
          expect([n, label, state.has(`busy:${n}`, label, atMs)]).toEqual([n, label, expected])
          const words = await store.labels.borneBy(`busy:${n}`, atMs)
          expect(words.some((word) => word.label === label)).toBe(expected)
        }
    expect(count).toBeGreaterThan(80)
  })

  test('the longest ids and odd names are kept as they are', async () => {
    const odd = [
      `x:${'가'.repeat(256)}`,
      `a_1:${'🐉'.repeat(128)}`,
      'x:a\\b"c\'d{},%_',
      'x:null',
      'x:z\u200d',
    ]
    await store.decisions.append(
      entryWith(odd.map((on) => ({ entity: on as EntityRef, label: `a.b-c_d${'x'.repeat(56)}` }))),
    )
    const state = await loaded()
    for (const on of odd) {
      expect(state.has(on, `a.b-c_d${'x'.repeat(56)}`, Date.now())).toBe(true)
      expect((await store.labels.borneBy(on, Date.now())).map(({ entity }) => entity)).toEqual([on])
    }
  })
})

describe('labels set by hand', () => {
  test('tell who and why; nothing to take off is recorded nowhere', async () => {
    const on = entity('hand')
    expect(await store.labels.record(byHand(on, 'trusted', { op: 'unset' }))).toBe(undefined)
    expect(await store.labels.history(on, 10)).toEqual([])
    const set = byHand(on, 'trusted', {
      untilMs: Date.now() + DAY_MS,
      via: 'cli',
      reason: 'line\nbreak, "quotes"',
    })
    expect(await store.labels.record(set)).toBe(set.id)
    const source = { kind: 'cli', by: 'me (key k-1)', reason: 'line\nbreak, "quotes"' }
    expect(await store.labels.borneBy(on, Date.now())).toMatchObject([{ source, untilMs: set.untilMs }])
    expect(await store.labels.record(byHand(on, 'trusted', { op: 'unset', reason: 'no more' }))).toHaveLength(
      32,
    )
    expect(await store.labels.record(byHand(on, 'trusted', { op: 'unset' }))).toBe(undefined)
    expect(await store.labels.borneBy(on, Date.now())).toEqual([])
    expect(await store.labels.history(on, 10)).toMatchObject([
      { op: 'unset', source: { kind: 'api', reason: 'no more' } },
      { op: 'set', source },
    ])
  })

  test('a rule and a person may both have set a label; taking it off ends both', async () => {
    const on = entity('both')
    await store.decisions.append(entryWith([{ entity: on, label: 'scammer', untilMs: Date.now() + DAY_MS }]))
    await second.labels.record(byHand(on, 'scammer', { untilMs: Date.now() + 2 * DAY_MS }))
    const kinds = (await store.labels.borneBy(on, Date.now())).map(({ source }) => source.kind)
    expect(kinds).toEqual(['rule', 'api'])
    expect((await loaded()).has(on, 'scammer', Date.now() + 1.5 * DAY_MS)).toBe(true)
    // What a person says replaces what people said before, and no word of a rule.
    await store.labels.record(byHand(on, 'scammer', { untilMs: Date.now() + 60_000 }))
    expect((await loaded()).has(on, 'scammer', Date.now() + 0.5 * DAY_MS)).toBe(true)
    expect((await loaded()).has(on, 'scammer', Date.now() + 1.5 * DAY_MS)).toBe(false)
    expect(await store.labels.record(byHand(on, 'scammer', { op: 'unset' }))).toHaveLength(32)
    expect(await store.labels.borneBy(on, Date.now())).toEqual([])
    expect((await loaded()).has(on, 'scammer', Date.now())).toBe(false)
  })

  test('what somebody does now comes after what is known, whatever the clocks say', async () => {
    const on = entity('clocks')
    const ahead = Date.now() + 3_600_000
    const idAt = (ms: number) => decisionIds()(ms).slice(2)
    await store.labels.record(byHand(on, 'scammer', { id: idAt(ahead) }))
    const off = await store.labels.record(byHand(on, 'scammer', { op: 'unset' }))
    expect(off! > idAt(ahead).slice(0, 16)).toBe(true)
    expect(await store.labels.borneBy(on, Date.now())).toEqual([])
    expect((await loaded()).has(on, 'scammer', Date.now())).toBe(false)
    await second.labels.record(byHand(on, 'scammer'))
    expect((await loaded()).has(on, 'scammer', Date.now())).toBe(true)
    expect((await store.labels.history(on, 9)).map(({ op }) => op)).toEqual(['set', 'unset', 'set'])
    // The last counter within a ms is followed by the next ms.
    expect(idAfter(`0000000000017fff${'a'.repeat(16)}`, `${'0'.repeat(16)}${'b'.repeat(16)}`)).toBe(
      `0000000000027000${'b'.repeat(16)}`,
    )
  })

  test('who bears a label is listed in pages, each once', async () => {
    for (let i = 0; i < 7; i++) {
      await store.labels.record(byHand(entity(`page-${i}`), 'paged'))
      await store.decisions.append(entryWith([{ entity: entity(`page-${i}`), label: 'paged' }]))
    }
    await store.labels.record(byHand(entity('page-3'), 'paged', { op: 'unset' }))
    const pages = []
    for (let after: string | undefined; ; ) {
      const page = await store.labels.bearers('paged', Date.now(), 4, after)
      pages.push(page.map(({ entity: on }) => on.slice(-1)).join(''))
      if (page.length < 4) break
      after = page.at(-1)!.entity
    }
    expect(pages).toEqual(['0124', '56'])
    const [first] = await store.labels.bearers('paged', Date.now(), 1)
    expect(first).toMatchObject({ untilMs: undefined })
  })

  test('a long history is read in pages', async () => {
    const on = entity('long')
    for (let i = 0; i < 5; i++) await store.labels.record(byHand(on, 'seen', { reason: `${i}` }))
    // Ids of two sources are in order only when they are of different ms.
    await new Promise((resolve) => setTimeout(resolve, 5))
    // Several changes of one decision have one id.
    await store.decisions.append(entryWith(['a', 'b', 'c'].map((label) => ({ entity: on, label }))))
    const told: string[] = []
    for (let before: string | undefined; ; ) {
      const page = await store.labels.history(on, 2, before)
      if (page.length === 0) break
      told.push(...page.map(({ source, label }) => (source.kind === 'rule' ? label : source.reason)))
      before = page.at(-1)!.cursor
    }
    expect(told).toEqual(['c', 'b', 'a', '4', '3', '2', '1', '0'])
  })
})

describe('what other processes wrote', () => {
  test('is told from the cursor on, though a transaction is open for long', async () => {
    const state = createLabelState()
    let cursor = await store.labels.load((one) => state.apply(one))
    const follow = async () => {
      let count = 0
      cursor = await store.labels.changes(cursor, (one) => {
        count++
        state.apply(one)
      })
      return count
    }
    await follow()
    // An open transaction of somebody else's holds back the point up to which all is known.
    const { Client } = (await import('pg')).default
    const other = new Client(connectionOf(dataDir))
    await other.connect()
    await other.query('begin; create temp table t (x int); insert into t values (1)')
    try {
      await second.labels.record(byHand(entity('far'), 'seen'))
      await follow()
      expect(state.has(entity('far'), 'seen', Date.now())).toBe(true)
      await second.decisions.append(entryWith([{ entity: entity('far'), label: 'seen', op: 'unset' }]))
      expect(await follow()).toBeGreaterThanOrEqual(2)
      expect(state.has(entity('far'), 'seen', Date.now())).toBe(false)
    } finally {
      await other.query('rollback')
      await other.end()
    }
    // What the database itself has under way holds back the point for a moment.
    await until(async () => (await follow()) === 0)
  })

  test('more than a page of it', async () => {
    const cursor = await store.labels.load(() => undefined)
    await sql(
      connectionOf(dataDir),
      `insert into haechi.label_log (id, at_ms, entity, label, is_set, rule)
       select ($1 || substr(md5(i::text), 17))::uuid, 1, 'many:' || i, 'seen', true, 'r' from generate_series(1, 12000) as i`,
      // Older ones would be swept, which happens by itself at times.
      [ids(Date.now()).slice(2, 18)],
    )
    const met = new Set<string>()
    await store.labels.changes(cursor, ({ entity: on }) => met.add(on))
    expect([...met].filter((on) => on.startsWith('many:'))).toHaveLength(12_000)
    await sql(connectionOf(dataDir), `delete from haechi.label_log where entity like 'many:%'`)
  })
})

test('what is over is swept, what is in force stays, and history goes with the longest-kept decisions', async () => {
  const nowMs = Date.now()
  await store.labels.record(byHand(entity('s1'), 'seen', { untilMs: nowMs + DAY_MS }))
  await store.labels.record(byHand(entity('s2'), 'seen'))
  await store.labels.record(byHand(entity('s3'), 'seen'))
  await store.labels.record(byHand(entity('s3'), 'seen', { op: 'unset' }))
  const words = async () => {
    const rows = await sql<{ entity: string }>(
      connectionOf(dataDir),
      `select entity from haechi.labels where entity ~ '^account:s[0-9]$' order by 1`,
    )
    return rows.map((row) => row.entity.slice(8))
  }
  await store.retain(nowMs + 1.5 * DAY_MS)
  expect(await words()).toEqual(['s1', 's2'])
  const report = await store.retain(nowMs + 2.5 * DAY_MS)
  expect(report.labels).toBeGreaterThan(0)
  expect(await words()).toEqual(['s2'])
  expect((await store.labels.history(entity('s3'), 10)).map(({ op }) => op)).toEqual(['unset', 'set'])
  await store.retain(nowMs + 364 * DAY_MS)
  expect(await store.labels.history(entity('s3'), 10)).toHaveLength(2)
  await store.retain(nowMs + 366 * DAY_MS)
  expect(await store.labels.history(entity('s3'), 10)).toEqual([])
  // A label without an end outlives its history.
  expect(await store.labels.borneBy(entity('s2'), nowMs + 400 * DAY_MS)).toHaveLength(1)
})

test('after kill -9 labels are what was acknowledged', async () => {
  const folder = freshFolder()
  const child = await startChild(folder, 'labels')
  try {
    await until(() => child.lines.length > 1500)
    child.process.kill('SIGKILL')
    await child.exited
    const again = await openStore({ dataDir: folder }, { log: () => undefined })
    try {
      const log = await logged(connectionOf(folder))
      const kept = new Set(log.map(({ id, op, entity: on, label }) => [id, op, on, label].join()))
      const acknowledged = child.lines.flatMap((line) => (line.changes ?? []) as LabelChange[])
      expect(acknowledged.length).toBeGreaterThan(500)
      const lost = acknowledged.filter(
        ({ id, op, entity: on, label }) => !kept.has([id, op, on, label].join()),
      )
      expect(lost).toEqual([])
      const state = await loaded(again)
      let count = 0
      for (let n = 0; n < 40; n++)
        for (let l = 0; l < 4; l++)
          for (const atMs of [Date.now(), Date.now() + DAY_MS]) {
            const expected = borne(log, `account:${n}`, `label.${l}`, atMs)
            if (expected) count++
            expect([n, l, state.has(`account:${n}`, `label.${l}`, atMs)]).toEqual([n, l, expected])
          }
      expect(count).toBeGreaterThan(50)
    } finally {
      await again.close()
    }
  } finally {
    removeFolder(folder)
  }
})
