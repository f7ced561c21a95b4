import type { Value } from '../core/value.ts'
import { type FilterTest, filterTests, isFilterable } from './filter-tests.ts'
import type { Ir } from './ir.ts'

/** A column with fewer tests costs more to read than the rules it spares. */
const FEWEST_TESTS = 20
const MOST_COLUMNS = 64
/** Rules that may have changed since the columns were made; they are always possible. */
const MOST_CHANGED = 32
/** Rows of one column, so that memory stays at columns × rows × rules / 8 bytes. */
const MOST_ROWS = 64

/** One feature: for each stretch or value of it, a bit for each rule that it leaves possible. */
interface Column {
  readonly property: string
  readonly rows: Int32Array
  /** -1 when the value tells nothing. */
  rowOf(value: Value): number
}

/**
 * A bitmap index over a rule set: says which rules an event leaves possible by its features alone, at the cost of one
 * `and` of 32 rules for each feature. Never drops a rule that is true or unknown; may keep one that is false.
 * Source: bit-sliced and range-encoded bitmap indexes (O'Neil and Quass 1997; Chan and Ioannidis 1998).
 */
export class RuleFilter {
  private readonly all: Int32Array
  private readonly possible: Int32Array
  private readonly columns: readonly Column[]
  private readonly rules: readonly Ir[]
  private readonly changed: ReadonlySet<number>

  /** `previous`, the filter of a rule set that differs in a few places, lends its columns. */
  constructor(rules: readonly Ir[], previous?: RuleFilter) {
    const words = (rules.length + 31) >> 5
    this.rules = rules
    this.possible = new Int32Array(words)
    this.all = new Int32Array(words).fill(-1)
    if (rules.length & 31) this.all[words - 1] = (1 << (rules.length & 31)) - 1
    const changed = previous?.changedBy(rules)
    this.changed = changed ?? new Set()
    this.columns = changed === undefined ? columnsOf(rules, this.all) : previous!.columns
  }

  /** The rules that are not what the columns were made for; undefined when there are too many. */
  private changedBy(rules: readonly Ir[]): ReadonlySet<number> | undefined {
    if (rules.length !== this.rules.length) return undefined
    const changed = new Set(this.changed)
    for (let i = 0; i < rules.length; i++) if (rules[i] !== this.rules[i]) changed.add(i)
    return changed.size <= MOST_CHANGED ? changed : undefined
  }

  /** Bit `i & 31` of word `i >> 5` stands for rule `i`. The array is overwritten by the next call. */
  possibleFor(data: Readonly<Record<string, Value>>): Int32Array {
    const { possible, columns } = this
    possible.set(this.all)
    for (let c = 0; c < columns.length; c++) {
      const column = columns[c]!
      const value = data[column.property]
      // A missing feature makes a rule unknown, not false.
      if (value === undefined || !isFilterable(value)) continue
      const row = column.rowOf(value)
      if (row < 0) continue
      const { rows } = column
      const from = row * possible.length
      for (let w = 0; w < possible.length; w++) possible[w]! &= rows[from + w]!
    }
    for (const rule of this.changed) possible[rule >> 5]! |= 1 << (rule & 31)
    return possible
  }
}

interface RuleTest {
  readonly rule: number
  readonly domain: FilterTest['domain']
}
type Tests = RuleTest[]

function columnsOf(rules: readonly Ir[], all: Int32Array): Column[] {
  const byProperty = { range: new Map<string, Tests>(), only: new Map<string, Tests>() }
  for (let rule = 0; rule < rules.length; rule++)
    for (const { property, domain } of filterTests(rules[rule]!)) {
      const tests = byProperty[domain.kind].get(property)
      if (tests) tests.push({ rule, domain })
      else byProperty[domain.kind].set(property, [{ rule, domain }])
    }
  return [...byProperty.range, ...byProperty.only]
    .filter(([, tests]) => tests.length >= FEWEST_TESTS)
    .sort(([, a], [, b]) => b.length - a.length)
    .slice(0, MOST_COLUMNS)
    .map(([property, tests]) =>
      tests[0]!.domain.kind === 'range'
        ? rangeColumn(property, tests, all)
        : valueColumn(property, tests, all),
    )
}

/** Row k stands for the values in [bounds[k - 1], bounds[k]). */
function rangeColumn(property: string, tests: Tests, all: Int32Array): Column {
  const ends = new Set<number>()
  for (const { domain } of tests)
    if (domain.kind === 'range') {
      if (Number.isFinite(domain.low)) ends.add(domain.low)
      if (Number.isFinite(domain.high)) ends.add(domain.high)
    }
  const sorted = Float64Array.from(ends).sort()
  const count = Math.min(sorted.length, MOST_ROWS - 1)
  const bounds = Float64Array.from(
    { length: count },
    (_, i) => sorted[Math.floor((i * sorted.length) / count)]!,
  )
  const words = all.length
  const rows = new Int32Array((count + 1) * words)
  rows.set(all)
  // First where each rule begins and ceases to be possible, then, by a running exclusive or, where it is.
  const flip = (row: number, rule: number) => {
    if (row <= count) rows[row * words + (rule >> 5)]! ^= 1 << (rule & 31)
  }
  for (const { rule, domain } of tests) {
    if (domain.kind !== 'range') continue
    flip(0, rule)
    const first = countUpTo(bounds, domain.low, true)
    const last = countUpTo(bounds, domain.high, !domain.highOpen)
    if (first > last) continue
    flip(first, rule)
    flip(last + 1, rule)
  }
  for (let i = words; i < rows.length; i++) rows[i]! ^= rows[i - words]!
  return {
    property,
    rows,
    rowOf: (value) => (typeof value === 'number' ? countUpTo(bounds, value, true) : -1),
  }
}

/** How many of the sorted bounds are below `value`, or equal to it when `inclusive`. */
function countUpTo(bounds: Float64Array, value: number, inclusive: boolean): number {
  let low = 0
  let high = bounds.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (bounds[middle]! < value || (inclusive && bounds[middle] === value)) low = middle + 1
    else high = middle
  }
  return low
}

/** Row 0 stands for all values that no rule names; many values share the other rows. */
function valueColumn(property: string, tests: Tests, all: Int32Array): Column {
  const rowByValue = new Map<unknown, number>()
  for (const { domain } of tests)
    if (domain.kind === 'only')
      for (const value of domain.values)
        if (!rowByValue.has(value)) rowByValue.set(value, 1 + (rowByValue.size % (MOST_ROWS - 1)))
  const words = all.length
  const count = Math.min(rowByValue.size, MOST_ROWS - 1) + 1
  const rows = new Int32Array(count * words)
  const rest = all.slice()
  for (const { rule } of tests) rest[rule >> 5]! &= ~(1 << (rule & 31))
  for (let row = 0; row < count; row++) rows.set(rest, row * words)
  for (const { rule, domain } of tests)
    if (domain.kind === 'only')
      for (const value of domain.values)
        rows[rowByValue.get(value)! * words + (rule >> 5)]! |= 1 << (rule & 31)
  return { property, rows, rowOf: (value) => rowByValue.get(value) ?? 0 }
}
