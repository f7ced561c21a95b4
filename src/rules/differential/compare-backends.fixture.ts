import { checkCondition } from '../check-condition.ts'
import { blockOf } from '../column.fixture.ts'
import { compileColumns } from '../compile-columns.ts'
import { compileRows } from '../compile-rows.ts'
import { type FrameParts, frameOf, scopeOf, sourceOf } from '../condition.fixture.ts'
import { evaluate, UnknownValue } from '../evaluate.ts'
import { type Ir, type IrNode, operands } from '../ir.ts'
import { Chance } from './chance.fixture.ts'
import type { SqlOutcomes } from './duckdb.fixture.ts'
import { oldRow, randomRow, SCOPE } from './random-history.fixture.ts'
import { RuleWriter } from './random-rule.fixture.ts'

export interface Difference {
  readonly seed: number
  readonly batch: number
  readonly row: number
  readonly rule: string
  /** The smallest part of the rule that differs by itself. */
  readonly part: string
  readonly event: string
  readonly outcomes: Readonly<Record<string, string>>
}

/** What was compared: pairs are (rule, row, backend) beside the row program's outcome. */
export interface Tally {
  rules: number
  /** Rules that are true of some rows and false of others. */
  telling: number
  columnPairs: number
  oraclePairs: number
  sqlPairs: number
  sqlRules: number
  differences: Difference[]
}

export function emptyTally(): Tally {
  return { rules: 0, telling: 0, columnPairs: 0, oraclePairs: 0, sqlPairs: 0, sqlRules: 0, differences: [] }
}

export interface BatchParts {
  readonly seed: number
  /** A batch is the same whatever others are run beside it. */
  readonly batch: number
  readonly rules: number
  readonly rows: number
  /** Rows of each rule that the slow oracle judges, too. */
  readonly oracleRows: number
  readonly sql?: SqlOutcomes
}

const SHOWN = ['false', 'true', 'unknown']
const scope = scopeOf(SCOPE)

/** Judges random rules on random events by every backend, firing by firing. */
export async function compareBackends(parts: BatchParts, tally: Tally): Promise<void> {
  const { seed, batch, sql } = parts
  const chance = new Chance(seed, batch)
  // Events from before a feature was required may lack it: the row program never meets such, the others do.
  const oldRows = chance.is(0.5) ? parts.oracleRows : 0
  const newRows = parts.rows - oldRows
  const rows = Array.from({ length: parts.rows }, (_, i) =>
    i < newRows ? randomRow(chance) : oldRow(randomRow(chance), chance),
  )
  const rules = randomRules(chance, parts.rules)
  const byRows = rowOutcomes(rules, rows.slice(0, newRows), chance)
  const byColumns = columnOutcomes(rules, rows, chance)
  const bySql = (await sql?.(rules, rows)) ?? []
  for (const [r, ir] of rules.entries()) {
    const expected = new Uint8Array(rows.length)
    expected.set(byRows[r]!)
    for (let row = newRows; row < rows.length; row++) expected[row] = exact(ir, rows[row]!)
    tally.rules++
    if (expected.includes(0) && expected.includes(1)) tally.telling++
    tally.columnPairs += rows.length
    const wrong = new Set<number>()
    addDifferences(wrong, expected, byColumns[r]!)
    if (bySql[r] !== undefined) {
      tally.sqlRules++
      tally.sqlPairs += rows.length
      addDifferences(wrong, expected, bySql[r])
    }
    tally.oraclePairs += parts.oracleRows
    for (let i = oldRows; i < parts.oracleRows; i++) {
      const row = chance.below(newRows)
      if (exact(ir, rows[row]!) !== expected[row]) wrong.add(row)
    }
    for (const row of [...wrong].slice(0, 3))
      tally.differences.push({
        ...{ seed, batch, row, rule: ir.text, event: showRow(rows[row]!) },
        part: await smallestPart(ir, rows[row]!, row >= newRows, sql),
        outcomes: {
          oracle: SHOWN[exact(ir, rows[row]!)]!,
          ...(row < newRows ? { rows: SHOWN[expected[row]!]! } : {}),
          columns: SHOWN[byColumns[r]![row]!]!,
          ...(bySql[r] ? { sql: SHOWN[bySql[r][row]!]! } : {}),
        },
      })
  }
}

function randomRules(chance: Chance, wanted: number): Ir[] {
  const rules: Ir[] = []
  while (rules.length < wanted) {
    const { ir } = checkCondition(sourceOf(new RuleWriter(chance).rule()), scope)
    if (ir) rules.push(ir)
  }
  return rules
}

function addDifferences(into: Set<number>, expected: Uint8Array, given: Uint8Array): void {
  for (let row = 0; row < expected.length; row++) if (expected[row] !== given[row]) into.add(row)
}

/** By the row program, in programs of a few rules; now and then of all, as a large pack is judged. */
function rowOutcomes(rules: readonly Ir[], rows: readonly FrameParts[], chance: Chance): Uint8Array[] {
  // All frames note what fired in the same two arrays: they are read before the next event.
  const [fired, unknown] = [new Int32Array(rules.length), new Int32Array(rules.length)]
  const frames = rows.map((row) => ({ ...frameOf({ ...row, rules: 0 }), fired, unknown }))
  const outcomes = rules.map(() => new Uint8Array(rows.length))
  const size = chance.is(0.05) ? rules.length : 8
  for (let first = 0; first < rules.length; first += size) {
    const program = compileRows(rules.slice(first, first + size), scope)
    for (const [row, frame] of frames.entries()) {
      frame.firedCount = 0
      frame.unknownCount = 0
      program.run(frame)
      for (let i = 0; i < frame.firedCount; i++) outcomes[first + fired[i]!]![row] = 1
      for (let i = 0; i < frame.unknownCount; i++) outcomes[first + unknown[i]!]![row] = 2
    }
  }
  return outcomes
}

/** By columns: in one block or in two that share their words, and now and then a slice at a time. */
function columnOutcomes(rules: readonly Ir[], rows: readonly FrameParts[], chance: Chance): Uint8Array[] {
  const outcomes = rules.map(() => new Uint8Array(rows.length).fill(9))
  const program = compileColumns(rules)
  const cut = chance.is(0.3) ? chance.below(rows.length) : rows.length
  const [repeatWords, words] = [chance.is(0.2), new Map<string, string[]>()]
  for (const [first, end] of [
    [0, cut],
    [cut, rows.length],
  ] as const) {
    const block = blockOf({ scope: SCOPE, rows: rows.slice(first, end), repeatWords, words })
    const own = outcomes.map((out) => out.subarray(first, end))
    const slice = chance.is(0.5) ? block.rows : chance.below(block.rows)
    program.run(block, own, 0, slice)
    program.run(block, own, slice)
  }
  return outcomes
}

function exact(ir: Ir, row: FrameParts): number {
  const value = evaluate(ir, frameOf(row))
  return value instanceof UnknownValue ? 2 : value === true ? 1 : 0
}

async function smallestPart(
  ir: Ir,
  row: FrameParts,
  isOld: boolean,
  sql: SqlOutcomes | undefined,
): Promise<string> {
  for (const operand of operands(ir.root)) {
    const part = { ...ir, root: operand }
    if (operand.type.kind === 'bool' && !readsLocals(operand) && (await differs(part, row, isOld, sql)))
      return smallestPart(part, row, isOld, sql)
  }
  const { root, text } = ir
  return `${text.slice(root.at[0], root.at[1])} ${JSON.stringify(root)}`
}

async function differs(
  ir: Ir,
  row: FrameParts,
  isOld: boolean,
  sql: SqlOutcomes | undefined,
): Promise<boolean> {
  const outcomes = new Set([exact(ir, row)])
  if (!isOld) outcomes.add(rowOutcomes([ir], [row], new Chance(0))[0]![0]!)
  outcomes.add(columnOutcomes([ir], [row], new Chance(0))[0]![0]!)
  const bySql = (await sql?.([ir], [row]))?.[0]
  if (bySql) outcomes.add(bySql[0]!)
  return outcomes.size > 1
}

function readsLocals(node: IrNode): boolean {
  return node.kind === 'local' || operands(node).some(readsLocals)
}

/** The event as text: what JSON cannot say is written out. */
function showRow(row: FrameParts): string {
  return JSON.stringify(row, (_, value) =>
    typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0))
      ? `number ${Object.is(value, -0) ? '-0' : value}`
      : value,
  )
}
