import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { EntityRef } from '../src/core/entity.ts'
import { decisionIds } from '../src/core/id.ts'
import { createLabelState, type LabelState } from '../src/engine/label-state.ts'
import { startEmbedded } from '../src/store/embedded/start-embedded.ts'
import { entryOf } from '../src/store/entries.fixture.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import type { Bench, Emit } from './emit.ts'
import { below, cpuMs } from './haechi-process.ts'

const base = { bench: 'labels', peer: null }
const HOUR_MS = 3_600_000

export const bench: Bench = {
  name: 'labels',
  summary: 'labels on a million entities: asked, set, swept, loaded; and what one costs in a batch',
  async run(emit, { quick }) {
    const count = quick ? 100_000 : 1_000_000
    inMemory(emit, count)
    // What we wait for while a store stops keeps no process alive by itself.
    const awake = setInterval(() => undefined, 1000)
    await inStore(emit, count, quick ? 20_000 : 100_000).finally(() => clearInterval(awake))
  },
}

const nameOf = (i: number) => `account:u${i}-${Math.imul(i, 2_654_435_761) >>> 0}` as EntityRef

function inMemory(emit: Emit, count: number): void {
  const state = createLabelState({ seed: [123_456, 987_654] })
  const ids = decisionIds()
  const nowMs = Date.now()
  const set = (i: number) =>
    state.apply({
      ...{ id: ids(nowMs).slice(2), atMs: nowMs, entity: nameOf(i), op: 'set', rule: `rule.${i % 50}` },
      ...{
        label: i % 2 ? 'scammer' : 'trusted',
        untilMs: i % 3 ? nowMs + HOUR_MS * (1 + (i % 100)) : undefined,
      },
    })
  const [each, worst] = timed(count, set)
  emit({ ...base, figure: 'set, one', value: each * 1e6, unit: 'ns', reach: null, holds: null })
  emit({ ...base, figure: 'set, the longest', value: worst, unit: 'ms', reach: 5, holds: worst < 5 })
  const bytes = state.bytes / count
  emit({ ...base, figure: 'memory', value: bytes, unit: 'bytes/label', reach: 100, holds: bytes < 100 })
  asked(emit, state, count, nowMs)
  const [, sweep] = timed(256, () => state.sweep(nowMs + 50 * HOUR_MS))
  emit({ ...base, figure: 'sweep, the longest piece', value: sweep, unit: 'ms', reach: 5, holds: sweep < 5 })
  const left = state.bytes / state.count
  emit({
    ...base,
    figure: 'memory after the sweep',
    value: left,
    unit: 'bytes/label',
    reach: 100,
    holds: left < 100,
  })
}

/** Half of those asked about bear nothing; each event asks four times about one entity, as rules do. */
function asked(emit: Emit, state: LabelState, count: number, nowMs: number): void {
  const few = Array.from({ length: 2000 }, (_, i) => nameOf((i * 7919) % (2 * count)))
  let borne = 0
  const ask = (label: string) => (i: number) => {
    if (state.has(few[i % few.length]!, label, nowMs)) borne++
  }
  const one = ask('scammer')
  const four = (i: number) => {
    const entity = few[i % few.length]!
    if (state.has(entity, 'scammer', nowMs)) borne++
    if (state.has(entity, 'trusted', nowMs)) borne++
    if (state.has(entity, 'scammer', nowMs)) borne++
    if (state.has(entity, 'trusted', nowMs)) borne++
  }
  const questions = 4_000_000
  const first = best(() => cpuNs(questions, one))
  const again = best(() => cpuNs(questions / 4, four) / 4)
  if (borne === 0) throw new Error('nobody bears a label')
  emit({
    ...base,
    figure: 'asked once about each entity',
    value: first,
    unit: 'ns',
    reach: null,
    holds: null,
  })
  emit({
    ...base,
    figure: 'asked four times about each',
    value: again,
    unit: 'ns',
    reach: 60,
    holds: again < 60,
  })
}

async function inStore(emit: Emit, count: number, decisions: number): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'haechi-bench-'))
  const log = () => undefined
  const store = await openStore({ dataDir: folder }, { log })
  try {
    await costOfLabels(emit, store, decisions)
  } finally {
    await store.close()
  }
  await fill(folder, count)
  const again = await openStore({ dataDir: folder }, { log })
  try {
    const state = createLabelState()
    const [started, ours, theirs] = [performance.now(), process.cpuUsage().user, cpuMs(below(process.pid))]
    await again.labels.load((change) => state.apply(change))
    if (state.count < count) throw new Error('labels are missing')
    const figure = `load ${count.toLocaleString('en-US')}`
    const seconds = (performance.now() - started) / 1000
    emit({ ...base, figure, value: seconds, unit: 's', reach: 3, holds: seconds < 3 })
    const cpu = { ...base, unit: 's CPU', reach: null, holds: null }
    emit({ ...cpu, figure: `${figure}: our part`, value: (process.cpuUsage().user - ours) / 1e6 })
    emit({ ...cpu, figure: `${figure}: the database`, value: (cpuMs(below(process.pid)) - theirs) / 1e3 })
  } finally {
    await again.close()
    rmSync(folder, { recursive: true, force: true })
  }
}

async function fill(folder: string, count: number): Promise<void> {
  const embedded = await startEmbedded(folder, () => undefined)
  const client = new pg.Client(embedded.connection)
  client.on('error', () => undefined)
  await client.connect()
  await client.query(
    `insert into haechi.labels (entity, label, source, id, at_ms, until_ms)
     select 'account:bench-' || i || '-' || md5(i::text), 'label_' || i % 5, 'some.rule_' || i % 50, gen_random_uuid(), 1,
       case when i % 3 = 0 then null else 4000000000000 end from generate_series(1, $1::int) as i`,
    [count],
  )
  await client.end()
  await embedded.stop()
}

/** The same decisions with a strike each, and with a label beside it. Half of the labels were set before. */
async function costOfLabels(emit: Emit, store: Store, decisions: number): Promise<void> {
  const run = async (labelled: boolean) => {
    const [ours, theirs] = [process.cpuUsage(), cpuMs(below(process.pid))]
    for (let at = 0; at < decisions; at += 500) {
      const entries = Array.from({ length: 500 }, (_, i) => {
        const entry = entryOf(undefined, { fired: true, actor: nameOf(((at + i) * 13) % (decisions / 2)) })
        const id = entry.decision.decision.slice(2)
        const atMs = Date.now()
        const change = { id, atMs, entity: entry.decision.actor!, label: 'scammer', op: 'set' } as const
        return labelled
          ? { ...entry, labels: [{ ...change, untilMs: atMs + HOUR_MS, rule: 'a.rule' }] }
          : entry
      })
      await Promise.all(entries.map((entry) => store.decisions.append(entry)))
    }
    const { user, system } = process.cpuUsage(ours)
    return [(user + system) / decisions, ((cpuMs(below(process.pid)) - theirs) * 1000) / decisions] as const
  }
  await run(false)
  const [plain, labelled] = [await run(false), await run(true)]
  const more = { ...base, unit: 'µs CPU', reach: null, holds: null }
  emit({ ...more, figure: 'a decision with a strike: our part', value: plain[0] })
  emit({ ...more, figure: 'a decision with a strike: the database', value: plain[1] })
  emit({ ...more, figure: 'a label beside it: our part', value: labelled[0] - plain[0] })
  emit({ ...more, figure: 'a label beside it: the database', value: labelled[1] - plain[1] })
}

/** CPU ms of one, and the longest by the clock: on a busy machine that tells of others too. */
function timed(count: number, work: (i: number) => void): [number, number] {
  let worst = 0
  const started = process.cpuUsage().user
  for (let i = 0, before = performance.now(); i < count; i++) {
    work(i)
    const now = performance.now()
    worst = Math.max(worst, now - before)
    before = now
  }
  return [(process.cpuUsage().user - started) / 1000 / count, worst]
}

function cpuNs(count: number, work: (i: number) => void): number {
  const started = process.cpuUsage()
  for (let i = 0; i < count; i++) work(i)
  return (process.cpuUsage(started).user * 1000) / count
}

function best(measure: () => number): number {
  return Math.min(measure(), measure(), measure())
}
