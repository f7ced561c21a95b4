import { parseStrict } from '../src/api/json/parse-strict.ts'
import { createShapeReader, type ShapeReader } from '../src/api/json/shape-reader.ts'
import { replyText } from '../src/api/reply-text.ts'
import type { Event } from '../src/core/event.ts'
import { decisionIds } from '../src/core/id.ts'
import { compileRuleset } from '../src/engine/compile-ruleset.ts'
import { createEngine, type Engine, type Judged } from '../src/engine/engine.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import type { Bench, Emit } from './emit.ts'
import { makeEvents, makeRules, randomOf, writePack } from './rule-world.ts'

/** Share of its span that a threshold lets through: about 0.9 rules fire for each event, as peers were measured. */
const CHANCE = 0.39
const START = 1_790_000_000_000
/** Events a second of the world's time: about 5 events an account in ten minutes. */
const PER_SECOND = 500
/** Events until the windows are full. */
const FILL = 300_000
const PIECE = 20_000

const COUNTERS = `recipients_10m: { distinct: target, by: actor, on: [EVENTS], window: 10m }
per_minute_5m: { rate: 1m, by: actor, on: [EVENTS], window: 5m }
sent_1m: { count: true, by: actor, on: [EVENTS], window: 1m }
`
/** The first rules ask for counters as well, some of which are true for busy accounts. */
const ASKED = [
  'recipients_10m > 3',
  'per_minute_5m > 0.9',
  'sent_1m > 1',
  'recipients_10m > 20',
  'sent_1m < 3',
  'per_minute_5m < 5.0',
]

export const bench: Bench = {
  name: 'path',
  summary: 'the whole path in process: JSON in, three exact counters, 50 rules, explanation, JSON out',
  async run(emit, { quick }) {
    const count = quick ? 20_000 : 100_000
    const rounds = quick ? 3 : 5
    const lines = makeLines((rounds + 2) * count + FILL)
    const rates: number[] = []
    const times = new Float64Array(count)
    let fired = 0
    // One engine, as in a service that runs: its windows are full before anything is measured.
    const { engine, clock } = makeEngine()
    const reader = createShapeReader()
    const judge = (i: number): number => {
      clock.ms = START + i * (1000 / PER_SECOND)
      return judgeLine(reader, engine, lineAt(lines, i))
    }
    let next = 0
    while (next < FILL) judge(next++)
    for (let round = 0; round <= rounds; round++) {
      fired = 0
      const before = process.cpuUsage()
      for (let i = 0; i < count; i++) fired += judge(next++)
      const { user, system } = process.cpuUsage(before)
      if (round > 0) rates.push((count / (user + system)) * 1e6)
    }
    for (let i = 0; i < count; i++) {
      const started = performance.now()
      judge(next++)
      times[i] = performance.now() - started
    }
    times.sort()
    const line = (figure: string, value: number, unit: string, reach: number | null, below = false) => {
      const holds = reach === null ? null : below ? value <= reach : value >= reach
      emit({ bench: 'path', figure, value, unit, reach, holds, peer: null })
    }
    line('event as JSON, on average', lines.ends.at(-1)! / lines.ends.length, 'bytes', null)
    line('rules fired for each event', fired / count, 'firings/event', null)
    line('JSON in, 3 counters, 50 rules, explanation, JSON out', median(rates), 'events/CPU-s', 200_000)
    line('99th percentile of one event', times[Math.floor(count * 0.99)]! * 1000, 'µs', 20, true)
    parts(emit, lines, count)
  },
}

/** What the parts cost that are none of ours: the ceiling. */
function parts(emit: Emit, lines: Lines, count: number): void {
  const rate = (work: (line: Buffer) => unknown): number => {
    for (let i = 0; i < count; i++) work(lineAt(lines, i))
    const before = process.cpuUsage()
    for (let i = 0; i < count; i++) work(lineAt(lines, i))
    const { user, system } = process.cpuUsage(before)
    return (count / (user + system)) * 1e6
  }
  const unit = 'events/CPU-s'
  const rest = { bench: 'path', unit, reach: null, holds: null }
  emit({
    ...rest,
    figure: 'JSON.parse alone',
    value: rate((line) => JSON.parse(line.toString())),
    peer: 'V8',
  })
  emit({ ...rest, figure: 'JSON in alone, strictly', value: rate((line) => parseStrict(line)), peer: null })
  const reader = createShapeReader()
  const value = rate((line) => reader.read(line))
  emit({ ...rest, figure: 'JSON in alone, strictly, by shapes', value, peer: null })
}

function judgeLine(reader: ShapeReader, engine: Engine, line: Buffer): number {
  const parsed = reader.read(line)
  if (!parsed.ok) throw new Error('The bench made a line that is no JSON')
  const judged = engine.judge(parsed.value as Event) as Judged
  if (!judged.ok)
    throw new Error(`The bench made an event that is refused: ${JSON.stringify(judged.problems)}`)
  judged.settled(true)
  const text = replyText(judged.decision)
  if (text.length < 50) throw new Error('The reply is no decision')
  return judged.decision.reasons.length
}

function makeEngine(): { engine: Engine; clock: { ms: number } } {
  const files = writePack(makeRules(50, 7, CHANCE))
  const events = (
    /events:\n([\s\S]*)$/.exec(files['haechi.yaml']!)![1]!.match(/^ {2}[a-z.]+(?=:)/gm) ?? []
  ).map((one) => one.trim())
  files['counters.yaml'] = COUNTERS.replaceAll('EVENTS', events.join(', '))
  let asked = 0
  files['rules/000000.yaml'] = files['rules/000000.yaml']!.replace(/when: '/g, (found) =>
    asked < ASKED.length ? `${found}${ASKED[asked++]} && ` : found,
  )
  const { pack, diagnostics } = checkPack(files)
  if (pack === undefined)
    throw new Error(`The bench's pack is wrong: ${JSON.stringify(diagnostics.slice(0, 3))}`)
  const clock = { ms: START }
  const engine = createEngine({
    ruleset: compileRuleset(pack),
    clock: { now: () => clock.ms },
    ids: decisionIds(),
  })
  return { engine, clock }
}

/** Texts one behind the other, so that they are one thing for the collector of garbage, as they are not in a service. */
interface Lines {
  readonly bytes: Buffer
  readonly ends: Uint32Array
}

function lineAt({ bytes, ends }: Lines, i: number): Buffer {
  return bytes.subarray(i === 0 ? 0 : ends[i - 1]!, ends[i]!)
}

function makeLines(count: number): Lines {
  const random = randomOf(23)
  const bytes = Buffer.allocUnsafe(count * 640)
  const ends = new Uint32Array(count)
  let end = 0
  for (let from = 0; from < count; from += PIECE)
    for (const [i, event] of makeEvents(Math.min(PIECE, count - from), 11 + from).entries()) {
      const actor = `account:u${Math.floor(random() * 50_000)}`
      const target = `account:u${Math.floor(random() * 50_000)}`
      end += bytes.write(JSON.stringify({ ...event, id: `e-${from + i}`, actor, target }), end)
      ends[from + i] = end
    }
  return { bytes, ends }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[values.length >> 1]!
}
