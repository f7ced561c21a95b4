import type { Value } from '../src/core/value.ts'
import { checkCondition } from '../src/rules/check-condition.ts'
import type { Column, ColumnBlock } from '../src/rules/column.ts'
import { compileColumns } from '../src/rules/compile-columns.ts'
import { compileRows } from '../src/rules/compile-rows.ts'
import { envelopeNames } from '../src/rules/envelope-names.ts'
import { type Frame, NOT_READ } from '../src/rules/frame.ts'
import type { Ir } from '../src/rules/ir.ts'
import type { Declaration, Scope } from '../src/rules/scope.ts'
import type { Emit } from './emit.ts'
import { celLeaf, EVENT_TYPES, FEATURES, makeEvents, makeRules, writeRule } from './rule-world.ts'

const ROWS = 65_536
const CHANCE = 0.39

/** The column backend over columns in memory: 50 rules of some 5 conditions, and one. */
export function ruleColumns(emit: Emit, quick: boolean): void {
  const scope = benchScope()
  const rules = makeRules(50, 7, CHANCE).map((rule) => irOf(writeRule(rule, celLeaf), scope))
  const one = irOf(
    'level < 39 && country == "kr" && risk > 0.6 && !minor && (links > 3 || spend < 80.0)',
    scope,
  )
  compare(rules, scope, 99)
  const blocks = Array.from({ length: quick ? 2 : 8 }, (_, i) => benchBlock(benchData(100 + i)))
  const line = (figure: string, value: number, unit: string, reach: number | null = null): void =>
    emit({
      ...{ bench: 'rules', figure, value, unit, reach, peer: null },
      holds: reach === null ? null : value >= reach,
    })

  line('columns: 50 rules of 5 conditions', rate(rules, blocks), 'events/CPU-s', 9_000_000)
  line('columns: one rule of 5 conditions', rate([one], blocks), 'events/CPU-s', 150_000_000)
}

/** The median of several passes. A program remembers the words of the block before alone, so all are new to it. */
function rate(rules: readonly Ir[], blocks: readonly ColumnBlock[]): number {
  const program = compileColumns(rules)
  const outcomes = rules.map(() => new Uint8Array(ROWS))
  // One rule is over before the clock has moved.
  const again = rules.length < 10 ? 20 : 1
  const pass = (): number => {
    const before = process.cpuUsage()
    for (let i = 0; i < again; i++) for (const block of blocks) program.run(block, outcomes)
    const { user, system } = process.cpuUsage(before)
    return ((again * blocks.length * ROWS) / (user + system)) * 1e6
  }
  for (let i = 0; i < 3; i++) pass()
  const rates = Array.from({ length: 9 }, pass).sort((a, b) => a - b)
  return rates[4]!
}

/** No figure of a backend that is wrong. */
function compare(rules: readonly Ir[], scope: Scope, seed: number): void {
  const rows = benchData(seed)
  const block = benchBlock(rows)
  const outcomes = rules.map(() => new Uint8Array(ROWS))
  compileColumns(rules).run(block, outcomes)
  const program = compileRows(rules, scope)
  const expected = rules.map(() => new Uint8Array(ROWS))
  for (const [row, data] of rows.entries()) {
    const frame = frameOf(data, rules.length)
    program.run(frame)
    for (let i = 0; i < frame.firedCount; i++) expected[frame.fired[i]!]![row] = 1
  }
  for (const [rule, bytes] of outcomes.entries())
    if (Buffer.compare(bytes, expected[rule]!) !== 0) throw new Error(`rule ${rule} differs in columns`)
}

type Data = Readonly<Record<string, Value>>

function benchData(seed: number): Data[] {
  return makeEvents(ROWS, seed).map(({ data }) => data as Data)
}

function benchBlock(data: readonly Data[]): ColumnBlock {
  const columns = new Map<string, Column>()
  for (const [name, type] of Object.entries(FEATURES))
    columns.set(
      name,
      columnOf(
        type,
        data.map((one) => one[name]),
      ),
    )
  return {
    rows: ROWS,
    data: (feature) => columns.get(feature)!,
    envelope: () => {
      throw new Error('no rule of this bench reads the envelope')
    },
    signal: () => {
      throw new Error('no rule of this bench reads a signal')
    },
    hasLabel: () => false,
  }
}

function columnOf(type: string, values: readonly Value[]): Column {
  if (type === 'bool') return { kind: 'bool', values: Uint8Array.from(values, (value) => (value ? 1 : 0)) }
  if (type !== 'string') return { kind: 'number', values: Float64Array.from(values as number[]) }
  const codes = new Map<Value, number>()
  const words: string[] = []
  return {
    kind: 'text',
    words,
    codes: Int32Array.from(values, (value) => {
      let code = codes.get(value)
      if (code === undefined) {
        code = words.push(value as string) - 1
        codes.set(value, code)
      }
      return code
    }),
  }
}

function benchScope(): Scope {
  const names: Declaration[] = Object.entries(FEATURES).map(([name, kind]) => ({
    name,
    type: { kind },
    optional: false,
    from: { kind: 'data', property: name },
  }))
  return {
    eventType: EVENT_TYPES[0]!,
    names: new Map([...envelopeNames({}), ...names].map((one) => [one.name, one])),
  }
}

function irOf(text: string, scope: Scope): Ir {
  const place = { file: 'bench', line: 1, column: 1 }
  const { ir, diagnostics } = checkCondition({ text, locate: () => place }, scope)
  if (ir === undefined) throw new Error(`${text}: ${diagnostics[0]?.message}`)
  return ir
}

function frameOf(data: Readonly<Record<string, Value>>, rules: number): Frame {
  return {
    event: {
      ...{ id: undefined, type: EVENT_TYPES[0]!, time: 0, receivedAt: 0, world: 'plaza', data },
      ...{ session: undefined, actor: undefined, target: undefined },
    },
    signals: [NOT_READ],
    readSignal: () => undefined,
    hasLabel: () => false,
    fired: new Int32Array(rules),
    firedCount: 0,
    unknown: new Int32Array(rules),
    unknownCount: 0,
  }
}
