import type { Event, JudgedEvent } from '../src/core/event.ts'
import { compileRuleset } from '../src/engine/compile-ruleset.ts'
import { decide } from '../src/engine/decide.ts'
import { decodeEvent } from '../src/engine/decode-event.ts'
import type { Outcome } from '../src/engine/outcome.ts'
import type { Ruleset } from '../src/engine/ruleset.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import { parseYaml } from '../src/pack/yaml-file.ts'
import { DECIDE_PEERS, handCompiled } from './decide-peers.ts'
import type { Bench, Emit } from './emit.ts'
import { makeEvents, makeRules, writePack } from './rule-world.ts'

/** Share of its span that a threshold lets through: set so that about 0.9 rules fire for each event: high, as peers were measured. */
const CHANCE_50 = 0.39
/** The same with 10,000 rules, each of them narrower. */
const CHANCE_10_000 = 0.02

export const bench: Bench = {
  name: 'decide',
  summary:
    'decide() in process: 50 and 10,000 stateless rules, beside npm peers on the same rules and events',
  async run(emit, { quick }) {
    await fifty(emit, quick)
    tenThousand(emit, quick)
  },
}

async function fifty(emit: Emit, quick: boolean): Promise<void> {
  const rules = makeRules(50, 7, CHANCE_50)
  const ruleset = rulesetOf(writePack(rules))
  const events = decodeAll(ruleset, makeEvents(20_000, 11))
  const line = lineOf(emit)

  // 1. How many of the first events fire each engine's rules: all must agree before any is timed.
  const sample = events.slice(0, 2000)
  const expected = countFirings(ruleset, sample)
  line('rules fired for each event', countFirings(ruleset, events) / events.length, 'firings/event')

  // 2. Ours, then the ceiling, in rounds that take turns, the median of each.
  const rounds = quick ? 3 : 7
  const passes = quick ? 20 : 60
  const ceiling = handCompiled(rules)
  const ours: number[] = []
  const hand: number[] = []
  for (let round = 0; round < rounds; round++) {
    ours.push(perCpuSecond(events.length * passes, () => runAll(ruleset, events, passes)))
    hand.push(
      perCpuSecond(events.length * passes, () => {
        for (let pass = 0; pass < passes; pass++) for (const event of events) ceiling(event)
      }),
    )
  }
  line('50 rules, 20 features, 5 event types', median(ours), 'events/CPU-s', 2_500_000)
  line('99th percentile of one decision', p99(ruleset, events) * 1000, 'µs', 2, null, true)
  line('rules compiled by hand, nothing recorded', median(hand), 'events/CPU-s', null, 'ceiling')

  // 3. Peers, on as many events as they get through in reasonable time.
  for (const peer of DECIDE_PEERS) {
    const run = await peer.prepare(rules)
    const check = sample.slice(0, peer.events)
    const fired = await run(check)
    const agreed = countFirings(ruleset, check)
    if (fired !== agreed)
      throw new Error(`${peer.name} fired ${fired} times and we ${agreed}: not the same rules`)
    const many = Array.from({ length: peer.events }, (_, i) => events[i % events.length]!)
    const before = process.cpuUsage()
    await run(many)
    const { user, system } = process.cpuUsage(before)
    line(
      '50 rules, 20 features, 5 event types',
      (many.length / (user + system)) * 1e6,
      'events/CPU-s',
      null,
      peer.name,
    )
  }
  if (countFirings(ruleset, sample) !== expected)
    throw new Error('decide() fired differently the second time')
}

function tenThousand(emit: Emit, quick: boolean): void {
  const line = lineOf(emit)
  const files = writePack(makeRules(10_000, 5, CHANCE_10_000))
  const checked: number[] = []
  const yaml: number[] = []
  const compiled: number[] = []
  let ruleset = rulesetOf(files)
  for (let round = 0; round < (quick ? 3 : 5); round++) {
    const diagnostics: never[] = []
    yaml.push(
      cpuMs(() => {
        for (const [path, text] of Object.entries(files)) parseYaml(path, text, diagnostics)
      }),
    )
    let pack = ruleset.pack
    checked.push(
      cpuMs(() => {
        pack = checkPack(files).pack!
      }),
    )
    compiled.push(
      cpuMs(() => {
        ruleset = compileRuleset(pack)
      }),
    )
  }
  const events = decodeAll(ruleset, makeEvents(2_000, 13))
  line(
    '10,000 rules: rules fired for each event',
    countFirings(ruleset, events) / events.length,
    'firings/event',
  )
  runAll(ruleset, events, 2)
  const passes = quick ? 5 : 20
  const rates = [1, 2, 3].map(() =>
    perCpuSecond(events.length * passes, () => runAll(ruleset, events, passes)),
  )
  line('10,000 rules', median(rates), 'events/CPU-s', 10_000)
  const beyond = median(checked) - median(yaml) + median(compiled)
  line('10,000 rules recompiled, YAML parsing aside', beyond, 'CPU ms', 200, null, true)
  line('10,000 rules: the row programs alone', median(compiled), 'CPU ms')
  line('10,000 rules: YAML parsing', median(yaml), 'CPU ms')
}

function rulesetOf(files: Record<string, string>): Ruleset {
  const { pack, diagnostics } = checkPack(files)
  if (pack === undefined)
    throw new Error(`The bench's pack is wrong: ${JSON.stringify(diagnostics.slice(0, 3))}`)
  return compileRuleset(pack)
}

function decodeAll(ruleset: Ruleset, events: readonly Event[]): JudgedEvent[] {
  return events.map((event, i) => {
    const decoded = decodeEvent(ruleset, event, 1_790_000_000_000 + i)
    if (!decoded.ok) throw new Error(`The bench's event is wrong: ${JSON.stringify(decoded.problems)}`)
    return decoded.event
  })
}

function runAll(ruleset: Ruleset, events: readonly JudgedEvent[], passes: number): number {
  let fired = 0
  for (let pass = 0; pass < passes; pass++)
    for (const event of events) fired += (decide(ruleset, event) as Outcome).reasons.length
  return fired
}

function countFirings(ruleset: Ruleset, events: readonly JudgedEvent[]): number {
  return runAll(ruleset, events, 1)
}

function p99(ruleset: Ruleset, events: readonly JudgedEvent[]): number {
  const times = new Float64Array(events.length * 10)
  for (let i = 0; i < times.length; i++) {
    const event = events[i % events.length]!
    const started = performance.now()
    decide(ruleset, event)
    times[i] = performance.now() - started
  }
  times.sort()
  return times[Math.floor(times.length * 0.99)]!
}

function cpuMs(work: () => void): number {
  const before = process.cpuUsage()
  work()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

function perCpuSecond(count: number, work: () => void): number {
  return (count / cpuMs(work)) * 1000
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}

/** Emits a figure of this bench; `below` when reaching it means staying under. */
function lineOf(emit: Emit) {
  return (
    figure: string,
    value: number,
    unit: string,
    reach: number | null = null,
    peer: string | null = null,
    below = false,
  ) => {
    const holds = reach === null ? null : below ? value <= reach : value >= reach
    emit({ bench: 'decide', figure, value, unit, reach, holds, peer })
  }
}
