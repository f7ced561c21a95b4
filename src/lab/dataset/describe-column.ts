import { seededRandom, shuffled } from '../text/seeded-random.ts'
import type { ColumnFacts, ColumnRole } from './dataset.ts'
import { readTime } from './read-time.ts'

/** From here on a column tells the label suspiciously well. */
export const TELLS_LABEL = 0.95
const SEED = 20

/**
 * Infers what a column holds. `labels`, one for each row, are what `predicts` is measured against: rows are put in the
 * order of the column, by chance where it is the same, and each is guessed from the one before. That finds ids that were
 * given class by class as well as names of classes, and needs no model. Time n log n.
 */
export function describeColumn(
  name: string,
  role: ColumnRole,
  values: readonly (string | undefined)[],
  labels: readonly string[],
): ColumnFacts {
  const filled = values.flatMap((value) => (value === undefined || value.trim() === '' ? [] : [value.trim()]))
  const distinct = new Set(filled)
  const facts = {
    ...{ name, role, type: typeOf(distinct), distinct: distinct.size },
    missing: values.length - filled.length,
  }
  if (role === 'text' || role === 'label' || role === 'flag' || distinct.size < 2) return facts
  return { ...facts, predicts: predicts(values, labels, facts.type === 'number') }
}

function typeOf(values: ReadonlySet<string>): ColumnFacts['type'] {
  const all = (holds: (value: string) => boolean) => values.size > 0 && [...values].every(holds)
  if (all((value) => /^(?:0|1|true|false|yes|no)$/i.test(value))) return 'boolean'
  if (all((value) => readTime(value) !== undefined)) return 'time'
  return all((value) => /^-?\d+(?:\.\d+)?$/.test(value)) ? 'number' : 'text'
}

function predicts(
  values: readonly (string | undefined)[],
  labels: readonly string[],
  areNumbers: boolean,
): number {
  const order = [...shuffled(seededRandom(SEED), values.length)].filter((at) => values[at] !== undefined)
  const number = areNumbers ? order.map((at) => Number(values[at])) : undefined
  if (number) {
    const byRow = new Map(order.map((at, i) => [at, number[i]!]))
    order.sort((a, b) => byRow.get(a)! - byRow.get(b)!)
  } else order.sort((a, b) => (values[a]! < values[b]! ? -1 : values[a]! > values[b]! ? 1 : 0))
  const counts = new Map<string, number>()
  let same = 0
  for (const [i, at] of order.entries()) {
    counts.set(labels[at]!, (counts.get(labels[at]!) ?? 0) + 1)
    if (i > 0 && labels[at] === labels[order[i - 1]!]) same++
  }
  const chance = [...counts.values()].reduce((sum, count) => sum + (count / order.length) ** 2, 0)
  if (chance === 1 || order.length < 2) return 0.5
  const beyond = (same / (order.length - 1) - chance) / (1 - chance)
  return 0.5 + 0.5 * Math.max(0, Math.min(1, beyond))
}

/** What somebody should know of the columns of a file. */
export function columnWarnings(file: string, columns: readonly ColumnFacts[]): string[] {
  return columns
    .filter(({ predicts = 0 }) => predicts >= TELLS_LABEL)
    .map(
      ({ name, role }) =>
        `${file}: the column "${name}" alone tells the label; ${role === 'other' ? 'it is not learnt from, but look at' : 'look at'} how the rows were labelled and put together.`,
    )
}
