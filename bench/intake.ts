import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { planJobs } from '../src/api/review/plan-jobs.ts'
import type { Effect } from '../src/core/effect.ts'
import type { EntityRef } from '../src/core/entity.ts'
import { decisionIds } from '../src/core/id.ts'
import type { OutboxEffect } from '../src/enforcement/ledger/ports.ts'
import { effectsWork } from '../src/enforcement/ledger-work.ts'
import { compileSamples } from '../src/engine/compile-samples.ts'
import { drawSamples } from '../src/engine/draw-samples.ts'
import type { Entry } from '../src/engine/ports.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import type { Pack } from '../src/pack/pack.ts'
import { readPackFolder } from '../src/pack/read-pack.ts'
import { openStore } from '../src/store/open-store.ts'
import type { Store } from '../src/store/store.ts'
import type { Bench, Emit } from './emit.ts'
import { below, cpuMs } from './haechi-process.ts'
import { mulberry32 } from './random.ts'
import { makeTextWorld } from './text-world.ts'

const base = { bench: 'intake', peer: null }
const DAY_MS = 86_400_000
/** Effects carried out in one transaction, as the service does. */
const BATCH = 1000

export const bench: Bench = {
  name: 'intake',
  summary: 'from decision to job: routing and enqueueing, joining, audit jobs, and what a draw costs',
  async run(emit, { quick }) {
    const files = await readPackFolder('starter')
    const { pack } = checkPack(files)
    if (!pack) throw new Error('The starter pack has mistakes')
    costOfDraws(emit, pack, quick ? 1_000_000 : 10_000_000)
    // What we wait for while a store stops keeps no process alive by itself.
    const awake = setInterval(() => undefined, 1000)
    const folder = mkdtempSync(join(tmpdir(), 'haechi-bench-'))
    const store = await openStore({ dataDir: folder }, { log: () => undefined })
    try {
      await enqueue(emit, store, pack, quick ? 10_000 : 100_000)
    } finally {
      await store.close()
      rmSync(folder, { recursive: true, force: true })
      clearInterval(awake)
    }
  },
}

function costOfDraws(emit: Emit, pack: Pack, count: number): void {
  const chat = pack.eventTypes.get('chat.message')!
  const samples = compileSamples(pack, chat)!
  const random = mulberry32(7)
  const ids = decisionIds((bytes) => {
    for (let i = 0; i < bytes.length; i++) bytes[i] = 256 * random()
  })
  // As many as stay in the cache, as an id that was made just now does.
  const some = Array.from({ length: 4096 }, () => ids(1_800_000_000_000))
  const outcome = { verdict: 'allow', reasons: [] } as const
  let drawn = 0
  for (let i = 0; i < 100_000; i++)
    if (drawSamples(samples, ids(1_800_000_000_000), 'plaza', outcome) !== undefined) drawn++
  if (drawn === 0) throw new Error('nothing was drawn')
  const run = () => {
    const started = process.cpuUsage()
    for (let i = 0; i < count; i++)
      if (drawSamples(samples, some[i & 4095]!, 'plaza', outcome) !== undefined) drawn++
    return (process.cpuUsage(started).user * 1000) / count
  }
  const each = Math.min(run(), run(), run())
  const figure = `a decision drawn for or not, ${samples.length} samples`
  emit({ ...base, figure, value: each, unit: 'ns CPU', reach: 30, holds: each < 30 })
}

async function enqueue(emit: Emit, store: Store, pack: Pack, count: number): Promise<void> {
  const ids = decisionIds()
  const jobs = planJobs({ pack: () => pack, ids, hasLabel: () => false })
  const { messages } = makeTextWorld(7, 100, 20_000)
  const rule = { kind: 'job', rule: 'chat.insult', policy: 'harassment.insult@1', queue: 'default' } as const
  const cases: readonly [string, (i: number) => readonly Effect[], (i: number) => string, number | null][] = [
    ['jobs of rules, an item each', () => [rule], (i) => `event ${i}`, 5000],
    ['events that join a job', () => [rule], (i) => `item:i${i % Math.ceil(count / 20)}`, null],
    [
      'audit jobs',
      () => [{ ...rule, rule: 'sample.audit', sample: { name: 'audit', probability: 0.01 } }],
      (i) => `event ${i}`,
      null,
    ],
  ]
  for (const [what, effects, item, reach] of cases) {
    for (let at = 0; at < count; at += 1000) {
      const entries = Array.from({ length: 1000 }, (_, i) =>
        entryFor(ids, item(at + i), messages[(at + i) % messages.length]!, effects(at + i)),
      )
      await Promise.all(entries.map((entry) => store.decisions.append(entry)))
    }
    const [started, ours, theirs] = [performance.now(), process.cpuUsage(), cpuMs(below(process.pid))]
    const enforcements = (rows: readonly OutboxEffect[], nowMs: number) =>
      effectsWork({ pack, ids, chance: () => 0 }, rows, nowMs)
    let passed = 0
    for (let next = 1; passed < count && next > 0; passed += next)
      next = await store.effects.follow({ jobs, enforcements }, BATCH, Date.now())
    const seconds = (performance.now() - started) / 1000
    const cpu = process.cpuUsage(ours)
    if (passed < count) throw new Error(`${passed} of ${count} effects were carried out`)
    const rate = count / seconds
    emit({
      ...base,
      figure: what,
      value: rate,
      unit: 'jobs/s',
      reach,
      holds: reach === null ? null : rate >= reach,
    })
    const more = { ...base, unit: 'µs CPU', reach: null, holds: null }
    emit({ ...more, figure: `${what}: our part`, value: (cpu.user + cpu.system) / count })
    emit({
      ...more,
      figure: `${what}: the database`,
      value: ((cpuMs(below(process.pid)) - theirs) * 1000) / count,
    })
  }
}

/** A stored decision that asks for jobs; `item` of an entity is what its listing is about. */
function entryFor(
  ids: ReturnType<typeof decisionIds>,
  item: string,
  text: string,
  effects: readonly Effect[],
): Entry {
  const nowMs = Date.now()
  const isItem = item.startsWith('item:')
  const type = isItem ? 'item.listing' : 'chat.message'
  const actor = `account:u${item.length}-${text.length}` as EntityRef
  const target = (isItem ? item : 'room:r1') as EntityRef
  const data = isItem ? { title: text } : { text }
  return {
    decision: {
      ...{ decision: ids(nowMs), type, world: 'plaza', actor, target, verdict: 'hold' },
      ...{ time: new Date(nowMs).toISOString(), receivedAt: new Date(nowMs).toISOString() },
      reasons: [{ rule: 'chat.insult', policy: 'harassment.insult@1', severity: 'S3', spans: [], saw: {} }],
      ...{ shadow: [], unknown: [], effects: [...effects], ruleset: 'r-0123456789abcdef', latencyMs: 0.1 },
    },
    event: { type, world: 'plaza', actor, target, data },
    keep: { contentMs: 30 * DAY_MS, decisionMs: 365 * DAY_MS },
  }
}
