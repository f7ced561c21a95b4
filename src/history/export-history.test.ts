import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import type { EntityRef } from '../core/entity.ts'
import type { ValueType } from '../core/value.ts'
import { readCatalog } from './catalog.ts'
import { type Exporter, type ExportOptions, openExporter } from './export-history.ts'
import type { ExportType } from './export-type.ts'
import { openHistory } from './open-history.ts'
import { CursorLost } from './ports.ts'
import { LABELS, LABELS_SHAPE, shapeOf } from './shape.ts'
import { CHAT, GIFT, pastDecision, type TestSource, testSource } from './source.fixture.ts'
import { strayFiles } from './stray-files.ts'

const folders: string[] = []
afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
})

const DAY_MS = 86_400_000
const HALF_DAY_MS = DAY_MS / 2
/**
 * The next 06:00 or 18:00 UTC: files are born at times of the real clock, which are to lie before it and no day before it, and
 * three hours around it are to be of one day.
 */
const NOW = Math.ceil((Date.now() + 60_000 - DAY_MS / 4) / HALF_DAY_MS) * HALF_DAY_MS + DAY_MS / 4

interface World {
  readonly dir: string
  readonly source: TestSource
  readonly told: string[]
  readonly types: Map<string, ExportType>
  readonly rulesets: Map<string, ReadonlyMap<string, ExportType>>
  nowMs: number
  open(options?: ExportOptions): Promise<Exporter>
}

function worldOf(): World {
  const folder = mkdtempSync(join(tmpdir(), 'haechi-export-'))
  folders.push(folder)
  const world: World = {
    dir: join(folder, 'history'),
    source: testSource(),
    told: [],
    types: new Map([CHAT, GIFT].map((type) => [type.name, type])),
    rulesets: new Map(),
    nowMs: NOW,
    open: (options) =>
      openExporter(
        {
          dir: world.dir,
          source: world.source,
          clock: { now: () => world.nowMs },
          types: () => world.types,
          typesOf: async (ruleset) => world.rulesets.get(ruleset) ?? world.types,
          tell: (level, message) => world.told.push(`${level}: ${message}`),
        },
        { pageRows: 40, ...options },
      ),
  }
  return world
}

/** The ids of all decisions in the history, in the order in which they are read. */
async function idsIn(dir: string): Promise<string[]> {
  const history = await openHistory(dir)
  const ids: string[] = []
  const types = new Map([...new Set(history.catalog.files.map(({ type }) => type))].map((type) => [type, {}]))
  for await (const { rows, blocks, order } of history.readBlocks({ types }))
    for (let place = 0; place < rows; place++)
      ids.push(order ? blocks[order.block[place]!]!.id(order.row[place]!) : blocks[0]!.id(place))
  history.close()
  return ids
}

async function exportAll(exporter: Exporter): Promise<void> {
  while ((await exporter.round()).more);
}

const idsOf = (source: TestSource) => source.decisions.map(({ decision }) => decision.decision as string)

function add(world: World, count: number, fromMs = world.nowMs): void {
  const before = world.source.decisions.length
  for (let i = 0; i < count; i++) world.source.decisions.push(pastDecision(fromMs + i, before + i))
}

test('what is decided is exported once, in rounds and over restarts, and reads back as it was', async () => {
  const world = worldOf()
  add(world, 250)
  const first = await world.open({ roundRows: 100 })
  expect(await first.round()).toEqual({ rows: 120, more: true })
  const second = await world.open({ roundRows: 100 })
  await exportAll(second)
  add(world, 30)
  await exportAll(second)
  expect(await second.round()).toEqual({ rows: 0, more: false })
  expect(await idsIn(world.dir)).toEqual(idsOf(world.source))
  const history = await openHistory(world.dir)
  for await (const { blocks } of history.readBlocks({ types: new Map([[CHAT.name, shapeOf(CHAT)]]) }))
    for (let row = 0; row < blocks[0]!.rows; row++) {
      const { decision, event } = world.source.decisions.find(
        (one) => one.decision.decision === blocks[0]!.id(row),
      )!
      const texts = blocks[0]!.data('text')
      const created = blocks[0]!.data('account_created')
      if (texts.kind !== 'text' || created.kind !== 'number') throw new Error('columns of another kind')
      expect(texts.words[texts.codes[row]!]).toBe(event!.data.text)
      expect(created.values[row]).toBe(Date.parse('2026-11-20T09:00:00Z'))
      expect(decision.type).toBe(CHAT.name)
    }
  history.close()
})

test('changes of labels stand among the decisions, in their order', async () => {
  const world = worldOf()
  add(world, 20)
  const [early, late] = [world.source.decisions[3]!.decision, world.source.decisions[11]!.decision]
  for (const [decision, op] of [
    [early, 'set'],
    [late, 'unset'],
  ] as const)
    world.source.labels.push({
      id: decision.decision,
      atMs: Date.parse(decision.receivedAt),
      entity: 'account:u1',
      label: 'scammer',
      op,
      untilMs: op === 'set' ? NOW + DAY_MS : undefined,
      rule: op === 'set' ? 'rule-a' : undefined,
    })
  await exportAll(await world.open())
  const history = await openHistory(world.dir)
  const types = new Map([
    [CHAT.name, {}],
    [GIFT.name, {}],
    [LABELS, LABELS_SHAPE],
  ])
  const seen: string[] = []
  for await (const { rows, blocks, order } of history.readBlocks({ types }))
    for (let place = 0; place < rows; place++) {
      const block = blocks[order!.block[place]!]!
      const row = order!.row[place]!
      if (block.type !== LABELS) seen.push(block.id(row))
      else {
        const words = ['entity', 'label', 'op', 'source'].map((name) => {
          const column = block.data(name)
          return column.kind === 'text' ? column.words[column.codes[row]!] : undefined
        })
        seen.push([block.id(row), ...words].join(' '))
      }
    }
  history.close()
  const expected = idsOf(world.source)
  expected.splice(4, 0, `${early.decision} account:u1 scammer set rule-a`)
  expected.splice(13, 0, `${late.decision} account:u1 scammer unset `)
  expect(seen.map((one) => one.trimEnd())).toEqual(expected.map((one) => one.trimEnd()))
})

describe('files', () => {
  test('small ones are put together; those replaced stay for a while for whoever reads them', async () => {
    const world = worldOf()
    const exporter = await world.open({ graceMs: 1000, upkeep: { filesPerTier: 3 } })
    for (let i = 0; i < 3; i++) {
      add(world, 10)
      await exportAll(exporter)
      world.nowMs += 100
    }
    const before = exporter.catalog.files.map(({ path }) => path)
    expect(before).toHaveLength(6)
    const old = await openHistory(world.dir)
    while (await exporter.tidy());
    expect(exporter.catalog.files).toHaveLength(2)
    expect(await idsIn(world.dir)).toEqual(idsOf(world.source))
    const types = new Map([[CHAT.name, {}]])
    let rows = 0
    for await (const slice of old.readBlocks({ types })) rows += slice.rows
    expect(rows).toBe(20)
    // Whoever reads for longer is waited for.
    world.nowMs += 2000
    await exporter.tidy()
    for (const path of before) expect(existsSync(join(world.dir, path))).toBe(true)
    old.close()
    await exporter.tidy()
    for (const path of before) expect(existsSync(join(world.dir, path))).toBe(false)
    expect(await idsIn(world.dir)).toEqual(idsOf(world.source))
  })

  test('those that no catalog names are ignored, and removed after a start', async () => {
    const world = worldOf()
    add(world, 10)
    await exportAll(await world.open())
    const [{ path } = { path: '' }] = readCatalog(world.dir)!.files
    writeFileSync(join(world.dir, path.replace(/[^/]+$/, 'left.parquet')), 'half a file')
    const exporter = await world.open({ graceMs: 1000 })
    expect(await idsIn(world.dir)).toEqual(idsOf(world.source))
    await exporter.tidy()
    expect(strayFiles(world.dir, exporter.catalog)).toHaveLength(1)
    world.nowMs += 1000
    await exporter.tidy()
    expect(strayFiles(world.dir, exporter.catalog)).toEqual([])
    expect(await idsIn(world.dir)).toEqual(idsOf(world.source))
  })

  test('content does not outlive the time that the pack gives it', async () => {
    const world = worldOf()
    add(world, 9, NOW - 40 * DAY_MS)
    add(world, 9, NOW - 20 * DAY_MS)
    add(world, 9, NOW)
    const exporter = await world.open({ graceMs: 0 })
    await exportAll(exporter)
    expect(await idsIn(world.dir)).toEqual(idsOf(world.source).slice(9))
    // The pack gives less time from now on.
    world.types.set(CHAT.name, { ...CHAT, keepMs: 5 * DAY_MS })
    while (await exporter.tidy());
    const left = world.source.decisions
      .slice(9)
      .filter(({ decision }, i) => i >= 9 || decision.type === GIFT.name)
      .map(({ decision }) => decision.decision as string)
    expect(await idsIn(world.dir)).toEqual(left)
    await exporter.tidy()
    expect(strayFiles(world.dir, exporter.catalog)).toEqual([])
  })

  test('of hours that are kept only, the rest of a file stays', async () => {
    const world = worldOf()
    world.types.set(CHAT.name, { ...CHAT, keepMs: 4 * 3_600_000 })
    for (let hour = 0; hour < 8; hour++)
      world.source.decisions.push(pastDecision(NOW + (hour - 3) * 3_600_000, 1))
    world.nowMs = NOW - 2.5 * 3_600_000
    const exporter = await world.open({ graceMs: 0 })
    await exportAll(exporter)
    world.nowMs = NOW + 3 * 3_600_000
    while (await exporter.tidy());
    expect(await idsIn(world.dir)).toEqual(idsOf(world.source).slice(3))
  })
})

describe('another database', () => {
  test('the history begins anew, and says so', async () => {
    const world = worldOf()
    add(world, 10)
    await exportAll(await world.open())
    world.source.database = 'two'
    world.source.decisions.length = 0
    add(world, 5)
    const exporter = await world.open({ graceMs: 0 })
    expect(exporter.catalog.files).toEqual([])
    await exportAll(exporter)
    await exporter.tidy()
    expect(await idsIn(world.dir)).toEqual(idsOf(world.source))
    expect(strayFiles(world.dir, exporter.catalog)).toEqual([])
    expect(world.told.join()).toMatch(/warn: The history in .* is of another database/)
  })

  test('one that was put back to an earlier state begins anew, too', async () => {
    const world = worldOf()
    add(world, 10)
    const exporter = await world.open()
    await exportAll(exporter)
    let lost = true
    world.source.before = () => {
      if (lost) {
        lost = false
        throw new CursorLost('The database is behind.')
      }
    }
    await exportAll(exporter)
    expect(await idsIn(world.dir)).toEqual(idsOf(world.source))
    expect(world.told.join()).toContain('The export of the history begins anew')
  })

  test('a catalog that cannot be read is put aside', async () => {
    const world = worldOf()
    add(world, 10)
    await exportAll(await world.open())
    writeFileSync(join(world.dir, 'catalog.json'), '{"format":99}')
    await exportAll(await world.open())
    expect(await idsIn(world.dir)).toEqual(idsOf(world.source))
    expect(readFileSync(join(world.dir, 'catalog.json.unreadable'), 'utf8')).toBe('{"format":99}')
  })
})

describe('a fault', () => {
  test('leaves the last of the disk to the database', async () => {
    const world = worldOf()
    add(world, 10)
    const exporter = await world.open({ minFreeBytes: Number.POSITIVE_INFINITY })
    await expect(exporter.round()).rejects.toMatchObject({ code: 'ENOSPC' })
    expect(exporter.catalog.files).toEqual([])
  })

  test('in the middle of a round leaves nothing behind, and the next round makes up for it', async () => {
    const world = worldOf()
    add(world, 100)
    const exporter = await world.open()
    let pages = 0
    world.source.before = () => {
      if (++pages === 3) throw new Error('gone')
    }
    await expect(exporter.round()).rejects.toThrow('gone')
    expect(exporter.catalog.files).toEqual([])
    await exportAll(exporter)
    expect(await idsIn(world.dir)).toEqual(idsOf(world.source))
    expect(readdirSync(world.dir).filter((name) => name.endsWith('.new'))).toEqual([])
  })

  test('of a type that the pack has no more, what was decided is exported', async () => {
    const world = worldOf()
    add(world, 10)
    world.types.delete(GIFT.name)
    await exportAll(await world.open())
    expect(await idsIn(world.dir)).toEqual(idsOf(world.source))
  })
})

test('an event is decoded by the ruleset that judged it, whatever is live by now', async () => {
  const world = worldOf()
  const old = new Map<string, { type: ValueType }>([
    ['text', { type: { kind: 'string' } }],
    ['mood', { type: { kind: 'int' } }],
  ])
  world.rulesets.set('r-old', new Map([[CHAT.name, { ...CHAT, features: old }]]))
  const event = { type: CHAT.name, data: { text: 'hi', mood: 7, account_created: '2026-11-20T09:00:00Z' } }
  const judged = ['r-old', 'r-new', 'r-old'].map((ruleset, i) => ({
    ...pastDecision(NOW + i, 1, { ruleset }),
    event,
  }))
  world.source.decisions.push(...judged)
  const exporter = await world.open()
  await exportAll(exporter)
  expect(exporter.catalog.files.map(({ rows }) => rows)).toEqual([2, 1])
  expect(await idsIn(world.dir)).toEqual(idsOf(world.source))
  const history = await openHistory(world.dir)
  const types = new Map([[CHAT.name, { 'data.mood': 'int', 'data.account_created': 'timestamp' }]])
  for await (const { blocks } of history.readBlocks({ types })) {
    const there = ['mood', 'account_created'].map((name) => {
      const column = blocks[0]!.data(name)
      return column.kind === 'number' ? [...(column.present ?? [])] : undefined
    })
    expect(there).toEqual([
      [1, 0, 1],
      [0, 1, 0],
    ])
  }
  history.close()
})

test('counters, labels and effects are exported with their decision', async () => {
  const world = worldOf()
  const labels = [{ entity: 'account:u1' as EntityRef, label: 'scammer' }]
  world.source.decisions.push(
    pastDecision(NOW, 1, { counters: { msgs_1m: 3 }, labels, verdict: 'hold' }),
    pastDecision(NOW + 1, 2),
  )
  await exportAll(await world.open())
  const history = await openHistory(world.dir)
  for await (const { blocks } of history.readBlocks({ types: new Map([[CHAT.name, shapeOf(CHAT)]]) })) {
    const read = (name: string) => {
      const column = blocks[0]!.column(name)
      return column.kind === 'value' ? column.values : undefined
    }
    expect(read('counters')).toEqual([{ msgs_1m: 3 }, undefined])
    expect(read('labels')).toEqual([labels, undefined])
    expect(read('effects')).toEqual([[], []])
    expect(read('fired')).toEqual([[], []])
  }
  history.close()
})
