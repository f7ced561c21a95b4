import { existsSync, readFileSync } from 'node:fs'
import { compileRuleset } from '../src/engine/compile-ruleset.ts'
import { NO_EVENT } from '../src/engine/event-frame.ts'
import { checkPack } from '../src/pack/check-pack.ts'
import { readPackFolder } from '../src/pack/read-pack.ts'
import type { Signal } from '../src/signals/signal.ts'
import type { Bench, Emit } from './emit.ts'
import { makeTextWorld } from './text-world.ts'

/** Raw comments of people, one a line; see ../shared/data/README.md. */
const COMMENTS = '../shared/data/beep/unlabeled_20k.txt'
const TERMS = 10_000
const EVENT = { ...NO_EVENT, type: 'chat.message', time: Date.parse('2026-11-26T00:00:00Z') }
/** A text is timed so often, and the least counts: the rest is other programs on the same processor. */
const PASSES = 3

type Cheap = Signal & { readonly cost: 'cheap' }

export const bench: Bench = {
  name: 'chat',
  summary: 'all that the starter pack reads of one chat message, with 10,000 terms more: µs a message',
  async run(emit, { quick }) {
    const world = makeTextWorld(3, TERMS, 20_000)
    const signals = await signalsOf(world.terms)
    line(emit, 'signals on a chat message', signals.length, 'signals', null)
    time(emit, 'made-up chat of 40 characters', world.messages, signals, quick)
    if (existsSync(COMMENTS))
      time(emit, 'comments of people', readFileSync(COMMENTS, 'utf8').trim().split('\n'), signals, quick)
    else console.error(`chat: no ${COMMENTS} here; its figures are left out`)
  },
}

/** The cheap signals of the starter pack's chat messages; its profanity is looked for beside 10,000 further terms. */
async function signalsOf(terms: readonly string[]): Promise<Cheap[]> {
  const files: Record<string, string> = { ...(await readPackFolder('starter')) }
  files['banks/many.yaml'] =
    `bank: many\nkind: terms\nlanguage: ko\nmatch: word\nterms:\n${terms.map((term) => `  - ${JSON.stringify(term)}\n`).join('')}`
  files['haechi.yaml'] = files['haechi.yaml']!.replace(/(profanity: .*banks: \[)/, '$1many, ')
  if (!files['haechi.yaml'].includes('[many,')) throw new Error('The starter pack has changed its signals')
  const { pack, diagnostics } = checkPack(files)
  if (pack === undefined) throw new Error(`The bench's pack is wrong: ${diagnostics[0]?.message}`)
  const { signals } = compileRuleset(pack).eventTypes.get('chat.message')!
  return signals.flatMap(({ signal }) => (signal.cost === 'cheap' && signal.of === 'text' ? [signal] : []))
}

function time(
  emit: Emit,
  what: string,
  texts: readonly string[],
  signals: readonly Cheap[],
  quick: boolean,
): void {
  const some = quick ? texts.slice(0, 4000) : texts
  const least = new Float64Array(some.length).fill(Number.POSITIVE_INFINITY)
  let values = 0
  const read = (raw: string): void => {
    const item = { raw, shared: new Map<object, unknown>() }
    for (const signal of signals) if (signal.evaluate(item, EVENT) !== undefined) values++
  }
  for (const raw of some) read(raw)
  const before = process.cpuUsage()
  for (const raw of some) read(raw)
  const { user, system } = process.cpuUsage(before)
  for (let pass = 0; pass < PASSES; pass++)
    for (const [i, raw] of some.entries()) {
      const begun = performance.now()
      read(raw)
      least[i] = Math.min(least[i]!, performance.now() - begun)
    }
  if (values === 0) throw new Error('No signal said anything')
  least.sort()
  const length = some.reduce((sum, { length }) => sum + length, 0) / some.length
  line(emit, `${what}: characters`, length, 'units', null)
  line(emit, `${what}: on average`, (user + system) / some.length, 'µs CPU', null)
  line(emit, `${what}: half of them within`, 1000 * least[some.length >> 1]!, 'µs', 40)
  line(emit, `${what}: 99 of 100 within`, 1000 * least[Math.floor(some.length * 0.99)]!, 'µs', 200)
}

function line(emit: Emit, figure: string, value: number, unit: string, reach: number | null): void {
  emit({
    bench: 'chat',
    figure,
    value,
    unit,
    reach,
    holds: reach === null ? null : value <= reach,
    peer: null,
  })
}
