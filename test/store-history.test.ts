import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Decision } from '../src/core/decision.ts'
import type { EntityRef } from '../src/core/entity.ts'
import type { LabelChange } from '../src/engine/ports.ts'
import {
  CursorLost,
  type HistoryCursor,
  type HistorySource,
  type PastDecision,
} from '../src/history/ports.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openHistorySource } from '../src/store/open-history-source.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import { connectionOf, databaseUrlOf, freshFolder, removeFolder, sql, until } from './store-tools.fixture.ts'

const dataDir = freshFolder()
let store: Store
let second: Store
let source: HistorySource & { close(): Promise<void> }

beforeAll(async () => {
  store = await openStore({ dataDir }, { log: () => undefined })
  second = await openStore({ databaseUrl: databaseUrlOf(dataDir) }, { log: () => undefined })
  source = await openHistorySource({ connectionString: databaseUrlOf(dataDir) })
  await source.identity()
})

afterAll(async () => {
  await source?.close()
  await second?.close()
  await store?.close()
  removeFolder(dataDir)
})

/** Reads on from a cursor until there is nothing more just now. */
async function readAll(
  from: HistoryCursor,
  limit = 50,
): Promise<{ decisions: PastDecision[]; cursor: HistoryCursor }> {
  const decisions: PastDecision[] = []
  let cursor = from
  for (;;) {
    const page = await source.read(cursor, limit)
    decisions.push(...page.decisions)
    cursor = page.cursor
    if (!page.more) return { decisions, cursor }
  }
}

const idsOf = (decisions: readonly PastDecision[]) =>
  decisions.map(({ decision }) => decision.decision as string)

test('decisions are read with their events, counters and labels', async () => {
  const { cursor } = await readAll(null)
  const plain = entryOf('history-1', { text: 'line\nbreak and 한국어 🐉' })
  const fired = entryOf('history-2', { fired: true })
  const remembered: Decision = {
    ...entryOf('history-3').decision,
    counters: { msgs_1m: 3, share: 0.1 },
    labels: [{ entity: 'account:u1' as EntityRef, label: 'scammer' }],
  }
  const third = { ...entryOf('history-3'), decision: remembered }
  for (const entry of [plain, fired, third]) await store.decisions.append(entry)
  const bare = { ...fired.decision, reasons: [] as Decision['reasons'], shadow: [] as Decision['shadow'] }
  delete bare.masked
  delete bare.context
  let decisions: readonly PastDecision[] = []
  // What the database itself has under way may hold up the last rows for a moment.
  await until(async () => {
    decisions = (await readAll(cursor)).decisions
    return decisions.length >= 3
  })
  expect(decisions).toEqual([
    { decision: plain.decision, event: plain.event },
    {
      decision: {
        ...bare,
        reasons: fired.decision.reasons.map((reason) => ({ ...reason, saw: {} })),
        shadow: fired.decision.shadow.map((reason) => ({ ...reason, saw: {} })),
      },
      event: fired.event,
    },
    { decision: remembered, event: third.event },
  ])
  expect(await store.decisions.get(remembered.decision)).toEqual({ decision: remembered, event: third.event })
})

describe('concurrent writers', () => {
  /** Appends from two processes, and slow transactions of others, while reading; gives back what was written. */
  async function writeAndRead(read: () => Promise<void>): Promise<string[]> {
    const written: string[] = []
    let writing = true
    const writers = [store, second].map(async ({ decisions }, w) => {
      for (let round = 0; round < 40; round++) {
        const entries = Array.from({ length: 30 }, (_, i) => entryOf(`w${w}-${round}-${i}-${written.length}`))
        await Promise.all(
          entries.map(async (entry) => {
            await decisions.append(entry)
            written.push(entry.decision.decision)
          }),
        )
      }
    })
    // A transaction that stays open while others come and go, as a replica's writer or a backup's would.
    const slow = Array.from({ length: 3 }, async (_, s) => {
      const client = new pg.Client(connectionOf(dataDir))
      await client.connect()
      for (let round = 0; round < 12; round++) {
        await client.query('begin')
        for (let i = 0; i < 5; i++) {
          const { decision } = entryOf(`slow-${s}-${round}-${i}`)
          await client.query(
            `insert into haechi.decisions (time_ms, received_ms, latency_ms, id, keep, content_keep, type, world, ruleset, verdict)
             select time_ms, received_ms, latency_ms, $1::uuid, keep, content_keep, type, world, ruleset, verdict
             from haechi.decisions limit 1`,
            [decision.decision.slice(2)],
          )
          written.push(decision.decision)
          await new Promise((resolve) => setTimeout(resolve, 5))
        }
        await client.query('commit')
      }
      await client.end()
    })
    const reading = (async () => {
      while (writing) await read()
    })()
    await Promise.all([...writers, ...slow])
    writing = false
    await reading
    return written
  }

  test('no row is lost and none comes twice', async () => {
    let { cursor } = await readAll(null)
    const seen: string[] = []
    const read = async () => {
      const page = await readAll(cursor, 37)
      seen.push(...idsOf(page.decisions))
      cursor = page.cursor
    }
    const written = await writeAndRead(read)
    // What the database itself has under way may hold up the last rows for a moment.
    await until(async () => {
      await read()
      return seen.length >= written.length
    })
    expect(seen.length).toBe(new Set(seen).size)
    expect([...seen].sort()).toEqual([...written].sort())
  })

  test('a cursor on the id alone would have lost rows, so the test above can fail', async () => {
    const connection = connectionOf(dataDir)
    const client = new pg.Client(connection)
    await client.connect()
    const latest = async () =>
      (await client.query<{ id: string }>('select id from haechi.decisions order by id desc limit 1'))
        .rows[0]!.id
    let last = await latest()
    const seen: string[] = []
    const read = async () => {
      const { rows } = await client.query<{ id: string }>(
        'select id from haechi.decisions where id > $1 order by id',
        [last],
      )
      seen.push(...rows.map(({ id }) => `d-${id.replaceAll('-', '')}`))
      last = rows.at(-1)?.id ?? last
    }
    const written = await writeAndRead(read)
    await read()
    await client.end()
    expect(new Set(seen).size).toBeLessThan(written.length)
  })
})

describe('rows without a place in the order', () => {
  test('rows from before the order was kept come first, each once', async () => {
    const before = Array.from({ length: 25 }, (_, i) => entryOf(`before-${i}`))
    for (const { decisions } of [store]) await Promise.all(before.map((entry) => decisions.append(entry)))
    const ids = before.map(({ decision }) => decision.decision as string)
    await sql(connectionOf(dataDir), 'update haechi.decisions set xid = null where id = any($1::uuid[])', [
      ids.map((id) => id.slice(2)),
    ])
    await sql(connectionOf(dataDir), `update haechi.xid_origin set system = 'older'`)
    await source.identity()
    const [{ count } = { count: 0 }] = await sql<{ count: number }>(
      connectionOf(dataDir),
      'select count(*)::int as count from haechi.decisions',
    )
    let all: string[] = []
    await until(async () => {
      all = idsOf((await readAll(null, 10)).decisions)
      return all.length >= count
    })
    expect(all.slice(0, 25)).toEqual(ids.sort())
    expect(all.length).toBe(new Set(all).size)
    expect(all.length).toBe(count)
  })

  test('rows of another server, as after a restore, are read all the same', async () => {
    const connection = connectionOf(dataDir)
    const identity = await source.identity()
    await sql(
      connection,
      `update haechi.decisions set xid = 1e15::int8 where id in (select id from haechi.decisions limit 7)`,
    )
    await sql(connection, `update haechi.xid_origin set system = 'elsewhere'`)
    expect(await source.identity()).toBe(identity)
    const [{ count } = { count: 0 }] = await sql<{ count: number }>(
      connection,
      'select count(*)::int as count from haechi.decisions',
    )
    let all: string[] = []
    await until(async () => {
      all = idsOf((await readAll(null, 100)).decisions)
      return all.length >= count
    })
    expect(new Set(all).size).toBe(count)
    expect(all.length).toBe(count)
  })

  test('transaction numbers are put in order as numbers', async () => {
    const entries = Array.from({ length: 4 }, (_, i) => entryOf(`numbers-${i}`))
    for (const entry of entries) await store.decisions.append(entry)
    const ids = entries.map(({ decision }) => decision.decision as string)
    const numbers = [100, 20, 9, 3]
    for (const [i, number] of numbers.entries())
      await sql(connectionOf(dataDir), 'update haechi.decisions set xid = $2 where id = $1::uuid', [
        ids[i]!.slice(2),
        number,
      ])
    const seen: string[] = []
    let cursor: HistoryCursor = { xid: '0', id: 'f'.repeat(32) }
    while (seen.length < 4) {
      const page = await source.read(cursor, 1)
      seen.push(...idsOf(page.decisions))
      cursor = page.cursor
    }
    expect(seen).toEqual(ids.reverse())
  })

  test('a page whose rows lie far apart has all its events', async () => {
    const entries = Array.from({ length: 12 }, (_, i) => entryOf(`apart-${i}`))
    for (const entry of entries) await store.decisions.append(entry)
    const ends = [entries[0]!, entries[11]!]
    for (const { decision } of ends)
      await sql(connectionOf(dataDir), 'update haechi.decisions set xid = 2 where id = $1::uuid', [
        decision.decision.slice(2),
      ])
    const page = await source.read({ xid: '1', id: 'f'.repeat(32) }, 2)
    expect(page.decisions.map(({ event }) => event)).toEqual(ends.map(({ event }) => event))
  })

  test('a cursor ahead of the database is told', async () => {
    await expect(source.read({ xid: '1000000000000', id: 'f'.repeat(32) }, 10)).rejects.toThrow(CursorLost)
  })
})

test('changes of labels are read once, in the order in which they were written', async () => {
  const entries = Array.from({ length: 10 }, (_, i) => {
    const entry = entryOf(`labels-${i}`, { fired: true })
    const change: LabelChange = {
      id: entry.decision.decision.slice(2),
      atMs: Date.parse(entry.decision.receivedAt),
      entity: `account:${i}` as EntityRef,
      label: `label.${i % 3}`,
      op: i % 4 === 3 ? 'unset' : 'set',
      untilMs: i % 4 === 0 ? Date.now() + 1000 : undefined,
      rule: 'rule-a',
    }
    return { ...entry, labels: [change] }
  })
  for (const entry of entries) await store.decisions.append(entry)
  await until(async () => (await source.readLabels(null, 100)).labels.length >= 10)
  const first = await source.readLabels(null, 4)
  const rest = await source.readLabels(first.cursor, 100)
  expect([first.more, rest.more]).toEqual([true, false])
  expect([...first.labels, ...rest.labels]).toEqual(
    entries.map(({ labels: [change] }) => ({ ...change, id: `d-${change!.id}` })),
  )
  expect(await source.readLabels(rest.cursor, 100)).toEqual({ labels: [], cursor: rest.cursor, more: false })
})

test('new rows are found by an index, without a look at the others', async () => {
  const plan = await sql<{ 'QUERY PLAN': string }>(
    connectionOf(dataDir),
    `explain select id from haechi.decisions where xid >= 1000000 and xid < 1000100 order by xid, id limit 100`,
  )
  const text = plan.map((row) => row['QUERY PLAN']).join('\n')
  expect(text).not.toContain('Seq Scan')
  expect(text).toMatch(/Index Scan (on|using) decisions_k\d+_\d+_xid_idx/)
})
