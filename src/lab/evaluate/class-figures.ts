import type { PlacedRow } from '../dataset/row.ts'
import { VIOLATES } from '../task.ts'
import type { ClassFigures } from './evaluation.ts'
import type { ScoredSplit } from './scored-split.ts'

/** How well the classes are told apart: `labels` but `violates`; a row's class is its first label. */
export function classFigures(
  labels: readonly string[],
  rows: readonly PlacedRow[],
  { all }: Pick<ScoredSplit, 'all'>,
): ClassFigures {
  const classes = labels.flatMap((label, k) => (label === VIOLATES ? [] : [{ label, k }]))
  const taken = rows.map((_, row) => {
    let best = classes[0]
    for (const one of classes)
      if (all[row * labels.length + one.k]! > all[row * labels.length + best!.k]!) best = one
    return best?.label
  })
  const isRight = rows.map((row, i) => row.labels[0] !== undefined && row.labels[0] === taken[i])
  return {
    rows: rows.length,
    right: isRight.filter(Boolean).length,
    each: classes.map(({ label }) => {
      const own = rows.flatMap((row, i) => (row.labels[0] === label ? [i] : []))
      const wrong = own.flatMap((i) => (isRight[i] ? [] : [taken[i]!]))
      const count = (name: string) => wrong.filter((one) => one === name).length
      const confusedWith = [...new Set(wrong)].sort((a, b) => count(b) - count(a) || (a < b ? -1 : 1))[0]
      return {
        ...{ label, rows: own.length, right: own.length - wrong.length, confusedWith },
        taken: taken.filter((one) => one === label).length,
      }
    }),
  }
}
