import { rmSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Decision } from '../core/decision.ts'
import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import { decisionIds } from '../core/id.ts'
import { VERDICT_RANK } from '../core/verdict.ts'
import { decodeEvent } from '../engine/decode-event.ts'
import { createEngine, type Judged } from '../engine/engine.ts'
import { rulesetOf } from '../engine/memory.fixture.ts'
import type { Ruleset } from '../engine/ruleset.ts'
import { writeHistory } from '../history/history.fixture.ts'
import { type HistoryRecord, toRecord } from '../history/history-record.ts'
import { openHistory } from '../history/open-history.ts'
import type { HistorySlice } from '../history/read-blocks.ts'
import type { PackFiles } from '../pack/pack.ts'
import { valueAt } from '../rules/columns/loaded-column.ts'
import { Chance } from '../rules/differential/chance.fixture.ts'
import { memoryPack } from './memory-pack.fixture.ts'
import { hasForce } from './replay/draw-rows.ts'
import type { JudgedBlock } from './replay/replay-pack.ts'
import { judgeSlice, replayPack } from './replay/replay-pack.ts'

export interface ProofSize {
  readonly seed: number
  readonly events: number
  /** An empty folder, which is removed. */
  readonly dir: string
  /** Rows of a slice. */
  readonly rows?: number
  /** What is put into the pack beside what is drawn. */
  readonly change?: (files: PackFiles) => PackFiles
}

/** What came of comparing what live judging recorded with what a replay of its history says. */
export interface ReplayProof {
  readonly seed: number
  readonly events: number
  /** Conditions judged again, and values of counters read again. */
  readonly evaluations: number
  readonly counters: number
  readonly fired: number
  readonly labels: number
  /** In words, at most a hundred. */
  readonly differences: readonly string[]
  readonly different: number
}

/** What was decided, and the decisions themselves. */
export interface Lived {
  readonly records: readonly HistoryRecord[]
  readonly decisions: ReadonlyMap<string, Decision>
}

/**
 * Judges a made-up history through the engine, writes it as the exporter would, replays it over columns with the same
 * pack, and compares every rule that fired or could not be decided, every counter and every verdict.
 */
export async function proveReplay({
  seed,
  events,
  dir,
  rows = 20_000,
  change = (files) => files,
}: ProofSize): Promise<ReplayProof> {
  const chance = new Chance(seed)
  const ruleset = rulesetOf(change(memoryPack(chance)))
  const lived = await live(ruleset, chance, events)
  try {
    await writeHistory(dir, ruleset.pack.eventTypes.values(), lived.records, 7000)
    return await compare(ruleset, lived, { seed, dir, rows })
  } finally {
    rmSync(dirname(dir), { recursive: true, force: true })
  }
}

/** Judges made-up events: some late, some sent again, some whose decision is not stored. */
export async function live(ruleset: Ruleset, chance: Chance, count: number): Promise<Lived> {
  const clock = { ms: Date.UTC(2026, 10, 20, 22) }
  const engine = createEngine({ ruleset, clock: { now: () => clock.ms }, ids: decisionIds(), settles: true })
  const records: HistoryRecord[] = []
  const decisions = new Map<string, Decision>()
  const sent: Event[] = []
  for (let i = 0; i < count; i++) {
    clock.ms += chance.pick([0, 3, 40, 700, 5000, 60_000])
    engine.memory.sweep(clock.ms)
    const event = chance.is(0.02) && sent.length > 0 ? chance.pick(sent) : randomEvent(chance, clock.ms, i)
    const again = sent.includes(event)
    const judged = (await engine.judge(event)) as Judged
    if (!judged.ok) throw new Error(JSON.stringify(judged.problems))
    const stored = !again
    judged.settled(stored)
    if (!stored) continue
    if (event.id !== undefined && chance.is(0.2)) sent.push(event)
    if (sent.length > 50) sent.shift()
    const decoded = decodeEvent(ruleset, event, Date.parse(judged.decision.receivedAt))
    if (!decoded.ok) throw new Error('an event that was judged can be decoded')
    records.push(toRecord(judged.decision, decoded.event.data))
    decisions.set(judged.decision.decision, judged.decision)
  }
  return { records, decisions }
}

const TEXTS = [
  'hello there my friends',
  'HELLO there my friends!',
  'you dunderhead',
  'see shop.example.com now',
  'x',
]

function randomEvent(chance: Chance, nowMs: number, i: number): Event {
  const account = () => `account:${chance.pick(['a', 'b', 'c', 'd', 'e', 'f', 'g'])}` as EntityRef
  const late = chance.pick([0, 0, 0, 0, 900, 30_000, 59_000, 400_000, 86_400_000])
  const text = chance.is(0.8) ? chance.pick(TEXTS) : `text ${i} ${chance.pick(TEXTS)} 😬`
  const base = {
    time: new Date(nowMs - late).toISOString(),
    world: chance.pick(['plaza', 'school']),
    ...(chance.is(0.9) && { id: `e-${i}` }),
    ...(chance.is(0.9) && { actor: account() }),
    ...(chance.is(0.5) && { target: account() }),
    ...(chance.is(0.3) && { session: `room:${chance.below(3)}` as EntityRef }),
  }
  if (chance.is(0.3)) return { ...base, type: 'direct.message', data: { text } }
  if (chance.is(0.2)) return { ...base, type: 'gift.trade', data: { coins: chance.below(200) } }
  return {
    ...base,
    type: 'chat.message',
    data: {
      text,
      ...(chance.is(0.7) && { level: chance.below(20) }),
      ...(chance.is(0.4) && { mentions: chance.list(3, account) }),
      ...(chance.is(0.5) && {
        account_created: new Date(nowMs - chance.below(3) * 40_000_000).toISOString(),
      }),
    },
  }
}

async function compare(
  ruleset: Ruleset,
  { records, decisions }: Lived,
  { seed, dir, rows }: { readonly seed: number; readonly dir: string; readonly rows: number },
): Promise<ReplayProof> {
  const eager = replayPack(ruleset, { everyCounter: true })
  const lazy = replayPack(ruleset)
  const history = await openHistory(dir, { threads: 1 })
  const tally = { evaluations: 0, counters: 0, fired: 0, different: 0, seen: 0 }
  const differences: string[] = []
  const differ = (what: string) => {
    tally.different++
    if (differences.length < 100) differences.push(what)
  }
  for await (const slice of history.readBlocks({ types: eager.asked, rows })) {
    for (const block of judgeSlice(eager, slice)) {
      compareRules(block, decisions, tally, differ)
      compareCounters(block, decisions, tally, differ)
    }
    // As a backtest does it: counters are read only where a rule hangs on them.
    for (const block of judgeSlice(lazy, slice)) compareRules(block, decisions, tally, differ)
    checkOrder(slice, differ)
  }
  history.close()
  if (tally.seen !== 2 * records.length)
    differ(`${records.length} decided events were judged again as ${tally.seen / 2}`)
  const labels = [...decisions.values()].reduce((sum, one) => sum + (one.labels?.length ?? 0), 0)
  return { ...tally, seed, events: records.length, labels, differences }
}

interface Counts {
  evaluations: number
  counters: number
  fired: number
  seen: number
}

function compareRules(
  { columns, compiled, outcomes, verdicts }: JudgedBlock,
  decisions: ReadonlyMap<string, Decision>,
  tally: Counts,
  differ: (what: string) => void,
): void {
  for (let row = 0; row < columns.rows; row++) {
    const id = columns.block.id(row)
    const decision = decisions.get(id)
    tally.seen++
    if (decision === undefined) {
      differ(`${id} was never decided`)
      continue
    }
    const say = (what: string, live: unknown, replayed: unknown) => {
      if (live !== replayed)
        differ(`${id} (${compiled.eventType.name}): ${what} was ${live} and is ${replayed}`)
    }
    const live = new Map<string, string>()
    for (const { rule } of decision.reasons) live.set(rule, 'fired')
    for (const { rule } of decision.shadow) live.set(rule, 'shadow')
    for (const { rule } of decision.unknown) live.set(rule, 'unknown')
    for (const rule of compiled.rules) {
      const outcome = outcomes[rule.index]![row]!
      const fired = outcome === 1 && hasForce(columns, rule, row) ? 'fired' : 'shadow'
      tally.evaluations++
      if (outcome === 1) tally.fired++
      say(`rule ${rule.rule.id}`, live.get(rule.rule.id) ?? 'false', ['false', fired, 'unknown'][outcome])
    }
    say('verdict', VERDICT_RANK[decision.verdict], verdicts[row])
  }
}

function compareCounters(
  { columns, compiled }: JudgedBlock,
  decisions: ReadonlyMap<string, Decision>,
  tally: Counts,
  differ: (what: string) => void,
): void {
  for (let row = 0; row < columns.rows; row++) {
    const id = columns.block.id(row)
    for (const { counter, slot } of compiled.counters) {
      const live = decisions.get(id)?.counters?.[counter.name]
      const replayed = valueAt(columns.signal(slot), row)
      tally.counters++
      if (live !== replayed) differ(`${id}: counter ${counter.name} was ${live} and is ${replayed}`)
    }
  }
}

/** Rows of a slice are in the order of arrival. */
function checkOrder({ blocks, order }: HistorySlice, differ: (what: string) => void): void {
  if (order === undefined) return
  let last = ''
  for (let place = 0; place < order.row.length; place++) {
    const id = blocks[order.block[place]!]!.id(order.row[place]!)
    if (id <= last) differ(`${id} is read after ${last}`)
    last = id
  }
}
