import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import type { JudgedEvent } from '../core/event.ts'
import { decisionIds } from '../core/id.ts'
import type { Value, ValueType } from '../core/value.ts'
import type { Column } from '../rules/column.ts'
import { recordOf, writeHistory } from './history.fixture.ts'
import type { HistoryRecord } from './history-record.ts'
import { openHistory } from './open-history.ts'
import type { HistorySlice } from './read-blocks.ts'
import { type HistoryType, shapeOf } from './shape.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})
const freshDir = () => {
  const folder = mkdtempSync(join(tmpdir(), "haechi history [x] 'y' "))
  folders.push(folder)
  return join(folder, 'history')
}

const DAY_MS = 86_400_000
const T0 = Date.UTC(2026, 10, 20)
const list = (of: ValueType): ValueType => ({ kind: 'list', of })
const map = (of: ValueType): ValueType => ({ kind: 'map', of })
const typeOf = (name: string, features: Record<string, ValueType>): HistoryType => ({
  name,
  features: new Map(Object.entries(features).map(([feature, type]) => [feature, { type }])),
})

/** The value of a row, as conditions would see it. */
function valueAt(column: Column, row: number): Value {
  switch (column.kind) {
    case 'number':
      return column.present?.[row] === 0 ? undefined : column.values[row]
    case 'bool':
      return [false, true, undefined][column.values[row]!]
    case 'text':
      return column.codes[row]! < 0 ? undefined : column.words[column.codes[row]!]
    case 'value':
      return column.values[row]
  }
}

async function slices(reading: AsyncIterable<HistorySlice>): Promise<HistorySlice[]> {
  const all: HistorySlice[] = []
  for await (const slice of reading) all.push(slice)
  return all
}

/** The ids of all rows in the order in which they are read. */
function idsOf(all: readonly HistorySlice[]): string[] {
  return all.flatMap(({ rows, blocks, order }) =>
    Array.from({ length: rows }, (_, place) =>
      order ? blocks[order.block[place]!]!.id(order.row[place]!) : blocks[0]!.id(place),
    ),
  )
}

const ALL = typeOf('every.type', {
  flag: { kind: 'bool' },
  whole: { kind: 'int' },
  real: { kind: 'double' },
  text: { kind: 'string' },
  moment: { kind: 'timestamp' },
  span: { kind: 'duration' },
  who: { kind: 'entity', entity: 'account' },
  tags: list({ kind: 'string' }),
  rates: list({ kind: 'double' }),
  prices: map(map({ kind: 'int' })),
})

const text = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.constantFrom(
    '',
    '\0',
    'a\0b',
    '🐉',
    '한국어 문장이 조금 길다',
    '12 bytes:012',
    '13 bytes:0123',
    "'",
    '\n',
  ),
)
const whole = fc.oneof(
  fc.maxSafeInteger(),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, Number.MIN_SAFE_INTEGER, 0),
)
// Decoded events have no -0.
const real = fc.oneof(
  fc.double().map((one) => one + 0),
  fc.constantFrom(0, Number.NaN, Infinity, -Infinity, 0.1, 5e-324),
)
const key = fc.string({ maxLength: 5 }).filter((one) => one !== '__proto__')
const maybe = (arbitrary: fc.Arbitrary<Value>) => fc.option(arbitrary, { nil: undefined, freq: 4 })
const data = fc.record(
  {
    flag: maybe(fc.boolean()),
    whole: maybe(whole),
    real: maybe(real),
    text: maybe(text),
    moment: maybe(whole),
    span: maybe(fc.maxSafeNat()),
    who: maybe(fc.nat(9).map((n) => `account:u${n}`)),
    tags: maybe(fc.array(text, { maxLength: 4 })),
    rates: maybe(fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { maxLength: 4 })),
    prices: maybe(
      fc.dictionary(key, fc.dictionary(key, whole, { noNullPrototype: true }), { noNullPrototype: true }),
    ),
  },
  { noNullPrototype: true },
)

describe('what is written is read back', () => {
  test('values of every type, missing ones too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(data, { minLength: 1, maxLength: 60 }), async (rows) => {
        const ids = decisionIds()
        const records = rows.map((features, i) => {
          const event: JudgedEvent = {
            id: i % 3 === 0 ? undefined : `e${i}`,
            type: ALL.name,
            time: T0 - i,
            receivedAt: T0 + i,
            world: 'plaza',
            session: undefined,
            actor: i % 2 ? ('account:somebody-with-a-long-name' as JudgedEvent['actor']) : undefined,
            target: undefined,
            data: features,
          }
          return recordOf(ids(T0 + i), event, {
            fired: i % 4 ? [] : ['rule-a', 'rule-b'],
            counters: i % 5 ? undefined : { n: i, share: 0.1 },
            labels: i % 5 ? undefined : [{ entity: 'account:u1' as never, label: 'scammer' }],
          })
        })
        const history = await openHistory(await writeHistory(freshDir(), [ALL], records, 25))
        const read = await slices(
          history.readBlocks({ types: new Map([[ALL.name, shapeOf(ALL)]]), rows: 20 }),
        )
        history.close()
        const back = read.flatMap(({ blocks: [block] }) =>
          Array.from({ length: block!.rows }, (_, row) => {
            const at = (name: string) => valueAt(block!.column(name), row)
            return {
              id: block!.id(row),
              eventId: valueAt(block!.envelope('id'), row),
              time: at('time'),
              received: valueAt(block!.envelope('receivedAt'), row),
              world: at('world'),
              actor: at('actor'),
              fired: at('fired'),
              counters: at('counters'),
              labels: at('labels'),
              data: Object.fromEntries(
                [...ALL.features.keys()].map((name) => [name, valueAt(block!.data(name), row)]),
              ),
            }
          }),
        )
        const sent = records.map(
          ({ id, eventId, time, received, world, actor, fired, counters, labels, data }) => ({
            id,
            eventId,
            time,
            received,
            world,
            actor,
            fired,
            counters,
            labels,
            data,
          }),
        )
        expect(back).toStrictEqual(sent)
      }),
      { numRuns: 30 },
    )
  })
})

const CHAT = typeOf('chat.message', { text: { kind: 'string' }, n: { kind: 'int' } })
const GIFT = typeOf('gift.trade', { coins: { kind: 'int' } })

/** Events of two types, one each minute, alternating unevenly. */
function twoTypes(count: number, seed = 0): HistoryRecord[] {
  const ids = decisionIds()
  return Array.from({ length: count }, (_, i) => {
    const gift = (i * 7 + seed) % 5 === 0
    const event: JudgedEvent = {
      id: `e${i}`,
      type: gift ? GIFT.name : CHAT.name,
      time: T0 + i * 60_000,
      receivedAt: T0 + i * 60_000,
      world: 'plaza',
      session: undefined,
      actor: `account:player-number-${i % 50}` as JudgedEvent['actor'],
      target: undefined,
      data: gift ? { coins: i } : { text: `a message that is long ${i % 30}`, n: i },
    }
    return recordOf(ids(event.receivedAt), event)
  })
}

const BOTH = new Map([
  [CHAT.name, { actor: 'entity', 'data.text': 'string', 'data.n': 'int' }],
  [GIFT.name, { actor: 'entity', 'data.coins': 'int' }],
])

describe('the order of arrival', () => {
  test.each([7, 100, 100_000])('holds over types, days, files and slices (of %i rows)', async (rows) => {
    const records = twoTypes(9000)
    const history = await openHistory(await writeHistory(freshDir(), [CHAT, GIFT], records, 700))
    const read = await slices(history.readBlocks({ types: BOTH, rows: rows === 7 ? 1000 : rows }))
    history.close()
    expect(idsOf(read)).toEqual(records.map(({ id }) => id))
    expect(Math.max(...read.map((slice) => slice.rows))).toBeLessThanOrEqual(Math.max(rows, 1000) + 4096)
  })

  test('holds where files overlap', async () => {
    const records = twoTypes(3000)
    const dir = freshDir()
    // Files that hold every third record each, as exports of concurrent writers could.
    for (const part of [0, 1, 2])
      await writeHistory(
        dir,
        [CHAT, GIFT],
        records.filter((_, i) => i % 3 === part),
        400,
      )
    const history = await openHistory(dir)
    const read = await slices(history.readBlocks({ types: BOTH, rows: 500 }))
    history.close()
    expect(idsOf(read)).toEqual(records.map(({ id }) => id))
    const byId = new Map(records.map((record) => [record.id, record]))
    for (const { blocks } of read)
      for (const block of blocks)
        for (let row = 0; row < block.rows; row++) {
          const record = byId.get(block.id(row))!
          const name = block.type === CHAT.name ? 'n' : 'coins'
          expect(valueAt(block.data(name), row)).toBe(record.data[name])
        }
  })

  test('a range of time has exactly its rows', async () => {
    const records = twoTypes(3000)
    const history = await openHistory(await writeHistory(freshDir(), [CHAT, GIFT], records, 400))
    const [from, to] = [T0 + 500 * 60_000 + 1, T0 + 2300 * 60_000]
    const read = await slices(history.readBlocks({ types: BOTH, from, to, rows: 300 }))
    history.close()
    expect(idsOf(read)).toEqual(
      records.filter(({ received }) => received >= from && received < to).map(({ id }) => id),
    )
  })

  test('words outlive dictionaries that are given up for their size', async () => {
    const records = twoTypes(8000)
    const history = await openHistory(await writeHistory(freshDir(), [CHAT, GIFT], records, 3000))
    const limits = { maxWords: 10, maxBytes: 1e9 }
    const read = await slices(history.readBlocks({ types: BOTH, rows: 600, dictionaryLimits: limits }))
    history.close()
    const actors = new Map<string, Value>()
    const dictionaries = new Set<readonly string[]>()
    for (const { blocks } of read)
      for (const block of blocks) {
        const column = block.envelope('actor') as Extract<Column, { kind: 'text' }>
        dictionaries.add(column.words)
        for (let row = 0; row < block.rows; row++) actors.set(block.id(row), valueAt(column, row))
      }
    expect(dictionaries.size).toBeGreaterThan(3)
    expect(records.map(({ id }) => actors.get(id))).toEqual(records.map(({ actor }) => actor))
  })
})

describe('columns that changed', () => {
  const before = typeOf('chat.message', {
    text: { kind: 'string' },
    n: { kind: 'string' },
    m: { kind: 'int' },
  })
  const wanted = new Map([
    [CHAT.name, { 'data.text': 'string', 'data.n': 'int', 'data.m': 'double', 'data.new': 'bool' }],
  ])
  async function mixed(overlapping: boolean) {
    const records = twoTypes(2000).filter(({ type }) => type === CHAT.name)
    const dir = freshDir()
    const isOld = (i: number) => (overlapping ? i % 2 === 0 : i < records.length / 2)
    const old = records
      .map((record) => ({ ...record, data: { text: record.data.text, n: 'five', m: 7 } }))
      .filter((_, i) => isOld(i))
    await writeHistory(dir, [before], old, 300)
    await writeHistory(
      dir,
      [CHAT],
      records.filter((_, i) => !isOld(i)),
      300,
    )
    return { dir, records, isOld }
  }

  test.each([false, true])(
    'read as missing where they do not fit (files overlap: %s)',
    async (overlapping) => {
      const { dir, records, isOld } = await mixed(overlapping)
      const history = await openHistory(dir)
      const warnings: string[] = []
      const read = await slices(
        history.readBlocks({ types: wanted, rows: 150, warn: (message) => warnings.push(message) }),
      )
      history.close()
      const rows = read.flatMap(({ blocks: [block] }) =>
        Array.from({ length: block!.rows }, (_, row) => [
          valueAt(block!.data('text'), row),
          valueAt(block!.data('n'), row),
          valueAt(block!.data('m'), row),
          valueAt(block!.data('new'), row),
        ]),
      )
      expect(rows).toEqual(
        records.map(({ data }, i) =>
          isOld(i) ? [data.text, undefined, 7, undefined] : [data.text, data.n, undefined, undefined],
        ),
      )
      expect(warnings).toHaveLength(1)
      expect(warnings[0]).toMatch(
        /^data\.n of chat\.message was a string in \d+ of the rows and is a int now/,
      )
    },
  )

  test('read as NULL in SQL', async () => {
    const { dir, records, isOld } = await mixed(true)
    const history = await openHistory(dir)
    const types = new Map([[CHAT.name, { id: 'uuid', ...wanted.get(CHAT.name) }]])
    const query = await history.query({ types, from: records[10]!.received })
    const result = await query.connection.runAndReadAll(
      `select id, "data.n"::int, "data.m", "data.new" from ${query.viewOf(CHAT.name)} order by id`,
    )
    const rows = result.getRowsJS()
    query.close()
    history.close()
    expect(rows).toEqual(
      records
        .slice(10)
        .map(({ id, data }, i) => (isOld(i + 10) ? [id, null, 7, null] : [id, data.n, null, null])),
    )
  })
})

test('days without rows are named', async () => {
  const records = twoTypes(4 * 1440).filter(
    ({ received }) => Math.floor((received - T0) / DAY_MS) !== 2 || received > T0 + 3 * DAY_MS,
  )
  const dir = await writeHistory(freshDir(), [CHAT, GIFT], records)
  const history = await openHistory(dir)
  expect(history.gaps(T0 - DAY_MS, T0 + 4 * DAY_MS)).toEqual({
    since: records[0]!.received,
    until: records.at(-1)!.received,
    missingDays: ['2026-11-19', '2026-11-22'],
  })
  expect(history.gaps(T0, T0 + DAY_MS, new Set(['name.change'])).missingDays).toEqual(['2026-11-20'])
  history.close()
})

test('a folder without a history is an empty one', async () => {
  const history = await openHistory(freshDir())
  expect(await slices(history.readBlocks({ types: BOTH }))).toEqual([])
  const query = await history.query({ types: BOTH })
  const result = await query.connection.runAndReadAll(`select count(*)::int from ${query.viewOf(GIFT.name)}`)
  expect(result.getRowsJS()).toEqual([[0]])
  query.close()
  history.close()
})

test('a column that was not asked for is refused by its name', async () => {
  const history = await openHistory(await writeHistory(freshDir(), [CHAT, GIFT], twoTypes(5)))
  const [slice] = await slices(history.readBlocks({ types: BOTH }))
  history.close()
  expect(() => slice!.blocks[0]!.envelope('world')).toThrow(
    'The column world of chat.message was not asked for',
  )
})
