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
import { EVENT_TYPES, makeEvents, makeRules, writePack } from './rule-world.ts'

/** Share of its span that a threshold lets through: set so that about 0.9 rules fire for each event: high, as peers were measured. */
const CHANCE_50 = 0.39
/** The same with 10,000 rules, each of them narrower. */
const CHANCE_10_000 = 0.02
/** The same for 10,000 rules that compare by order and content alone. */
const CHANCE_UNEQUAL = 0.05

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
  const rules = makeRules(10_000, 5, CHANCE_10_000)
  const others = makeRules(10_000, 6, CHANCE_10_000)
  const rounds = quick ? 3 : 7

  // 1. All files checked and compiled as if for the first time. The first round is not counted: it is V8's warm-up.
  let files = writePack(rules)
  let ruleset = rulesetOf(files)
  const anew = { yaml: [] as number[], beyond: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const yaml = cpuMs(() => {
      for (const [path, text] of Object.entries(files)) parseYaml(path, text, [])
    })
    const all = cpuMs(() => {
      ruleset = rulesetOf(files)
    })
    anew.yaml.push(yaml)
    anew.beyond.push(all - yaml)
  }

  // 2. One condition rewritten in one of the ten files, as editors and the pack's watcher do it.
  runAll(ruleset, decodeAll(ruleset, makeEvents(2_000, 17)), 1)
  const change = { yaml: [] as number[], all: [] as number[], first: [] as number[] }
  for (let round = 0; round < rounds; round++) {
    const at = (round % 10) * 1000 + 500
    rules[at] = { ...others[at]!, id: rules[at]!.id, on: EVENT_TYPES }
    const before = files
    files = writePack(rules)
    const path = Object.keys(files).find((one) => files[one] !== before[one])!
    change.yaml.push(cpuMs(() => void parseYaml(path, files[path]!, [])))
    change.all.push(
      cpuMs(() => {
        ruleset = rulesetOf(files, ruleset)
      }),
    )
    change.first.push(slowestFirst(ruleset, 100 + round))
  }
  const aside = change.all.map((ms, i) => ms - change.yaml[i]!)
  line('10,000 rules, one changed: recompiled, YAML aside', median(aside), 'CPU ms', 200, null, true)
  line('10,000 rules, one changed: recompiled, YAML of its file included', median(change.all), 'CPU ms')
  line('10,000 rules, one changed: slowest first event of a type', median(change.first), 'CPU ms')
  line('10,000 rules, all anew: checked and compiled, YAML aside', median(anew.beyond), 'CPU ms')
  line('10,000 rules, all anew: YAML parsing', median(anew.yaml), 'CPU ms')
  line('10,000 rules, all anew: slowest first event of a type', slowestFirst(rulesetOf(files), 99), 'CPU ms')

  // 3. How fast they judge; many equalities, then none, which are the easiest to look up by.
  rateOf(line, '10,000 rules', ruleset, quick)
  const unequal = makeRules(80_000, 5, CHANCE_UNEQUAL)
    .filter((rule) => [...rule.all, ...rule.any].every(({ op }) => op !== '=='))
    .slice(0, 10_000)
  if (unequal.length < 10_000)
    throw new Error(`The bench made only ${unequal.length} rules without equalities`)
  rateOf(line, '10,000 rules without an equality', rulesetOf(writePack(unequal)), quick)
}

function rateOf(line: ReturnType<typeof lineOf>, name: string, ruleset: Ruleset, quick: boolean): void {
  const events = decodeAll(ruleset, makeEvents(2_000, 13))
  line(`${name}: rules fired for each event`, countFirings(ruleset, events) / events.length, 'firings/event')
  runAll(ruleset, events, 2)
  const passes = quick ? 5 : 20
  const rates = [1, 2, 3].map(() =>
    perCpuSecond(events.length * passes, () => runAll(ruleset, events, passes)),
  )
  line(name, median(rates), 'events/CPU-s', 10_000)
}

/** What the first event of a type costs, code that is made only then included: the dearest of the types. */
function slowestFirst(ruleset: Ruleset, seed: number): number {
  const events = decodeAll(ruleset, makeEvents(100, seed))
  const firsts = EVENT_TYPES.map((type) => events.find((event) => event.type === type)!)
  return Math.max(...firsts.map((event) => cpuMs(() => void decide(ruleset, event))))
}

function rulesetOf(files: Record<string, string>, previous?: Ruleset): Ruleset {
  const { pack, diagnostics } = checkPack(files, previous?.pack)
  if (pack === undefined)
    throw new Error(`The bench's pack is wrong: ${JSON.stringify(diagnostics.slice(0, 3))}`)
  return compileRuleset(pack, previous)
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
