/** What a judge said of an item. */
export interface Judgement {
  readonly item: string
  readonly judge: string
  readonly value: string
}

export interface DawidSkeneOptions {
  readonly values: readonly string[]
  readonly mostSteps?: number
  /** Judgements that each judge is thought to have given beforehand, spread so that most are right. */
  readonly caution?: number
}

export const DAWID_SKENE_DEFAULTS = { mostSteps: 200, caution: 2 } as const

/** No chance of any item changes by more than this when it is done. */
const LEAST_CHANGE = 1e-5

export interface DawidSkene {
  /** How often each value is true, in the order of `values`. */
  readonly shares: readonly number[]
  /** For each item the chance of each value. */
  readonly items: ReadonlyMap<string, readonly number[]>
  /** For each judge `[truth][said]`. */
  readonly judges: ReadonlyMap<string, readonly (readonly number[])[]>
  readonly steps: number
}

/**
 * Finds together what is true of each item and how each judge errs, from several judges with items missing at will, without any
 * known answers. Judges are taken to err independently; where all share an error it is not seen.
 *
 * Source: Dawid and Skene, Applied Statistics 28 (1979), by expectation and maximisation from the majority; a few judgements
 * mostly right are added for each judge, so that one with three items is not called perfect.
 */
export function dawidSkene(judgements: readonly Judgement[], options: DawidSkeneOptions): DawidSkene {
  const { values, mostSteps, caution } = { ...DAWID_SKENE_DEFAULTS, ...options }
  const k = values.length
  const said = numbered(judgements, values)
  // 1. The majority.
  let items = said.items.map(() => values.map(() => 0))
  for (const [item, , value] of said.rows) items[item]![value]!++
  items.forEach(normalise)
  let judges: number[][][] = []
  let shares = values.map(() => 1 / k)
  let steps = 0
  for (let change = 1; change > LEAST_CHANGE && steps < mostSteps && items.length > 0; steps++) {
    // 2. Judges and shares, given the items.
    judges = said.judges.map(() => priorOf(k, caution))
    for (const [item, judge, value] of said.rows)
      for (let truth = 0; truth < k; truth++) judges[judge]![truth]![value]! += items[item]![truth]!
    for (const matrix of judges) matrix.forEach(normalise)
    shares = values.map((_, value) => items.reduce((sum, chances) => sum + chances[value]!, 1))
    normalise(shares)
    // 3. Items, given judges and shares.
    const prior = shares.map(Math.log)
    const logs = judges.map((matrix) => matrix.map((row) => row.map(Math.log)))
    const next = items.map(() => [...prior])
    for (const [item, judge, value] of said.rows)
      for (let truth = 0; truth < k; truth++) next[item]![truth]! += logs[judge]![truth]![value]!
    change = 0
    next.forEach((chances, item) => {
      const best = Math.max(...chances)
      for (let truth = 0; truth < k; truth++) chances[truth] = Math.exp(chances[truth]! - best)
      normalise(chances)
      for (let truth = 0; truth < k; truth++)
        change = Math.max(change, Math.abs(chances[truth]! - items[item]![truth]!))
    })
    items = next
  }
  const named = <T>(names: readonly string[], of: readonly T[]) =>
    new Map(names.map((name, i) => [name, of[i]!]))
  return { shares, items: named(said.items, items), judges: named(said.judges, judges), steps }
}

/** Judgements as numbers of item, judge and value. */
function numbered(judgements: readonly Judgement[], values: readonly string[]) {
  const items = new Map<string, number>()
  const judges = new Map<string, number>()
  const numberOf = (names: Map<string, number>, name: string) =>
    names.get(name) ?? names.set(name, names.size).size - 1
  const rows = judgements.map(({ item, judge, value }) => {
    const at = values.indexOf(value)
    if (at === -1) throw new RangeError(`A judgement says "${value}"; the values are: ${values.join(', ')}`)
    return [numberOf(items, item), numberOf(judges, judge), at] as const
  })
  return { rows, items: [...items.keys()], judges: [...judges.keys()] }
}

function priorOf(values: number, caution: number): number[][] {
  return Array.from({ length: values }, (_, truth) =>
    Array.from(
      { length: values },
      (_, value) => caution * (value === truth ? 0.8 : 0.2 / Math.max(1, values - 1)),
    ),
  )
}

function normalise(row: number[]): void {
  const sum = row.reduce((total, one) => total + one, 0)
  for (let i = 0; i < row.length; i++) row[i]! /= sum
}
