import { shareOf } from './estimates.ts'
import type { Estimate, OperatingPoint, Use } from './evaluation.ts'
import type { ScoredRows } from './scored-rows.ts'

/** Counts what comes of taking the rows from a threshold on. */
export function operatingPoint(use: Use, threshold: number, rows: ScoredRows): OperatingPoint {
  const { scores, violates } = rows
  let [truePositives, falsePositives, falseNegatives, trueNegatives] = [0, 0, 0, 0]
  for (let i = 0; i < scores.length; i++) {
    const taken = scores[i]! >= threshold
    if (violates[i] === 1) taken ? truePositives++ : falseNegatives++
    else taken ? falsePositives++ : trueNegatives++
  }
  const all = 2 * truePositives + falsePositives + falseNegatives
  return {
    ...{ use, threshold, truePositives, falsePositives, falseNegatives, trueNegatives },
    ...sharesAt(threshold, rows),
    f1: all === 0 ? 0 : (2 * truePositives) / all,
  }
}

/** Precision, recall and false positive rate at a threshold; undefined where there is nothing to take a share of. */
export function sharesAt(
  threshold: number,
  { scores, violates, groups }: Pick<ScoredRows, 'scores' | 'violates' | 'groups'>,
): Record<'precision' | 'recall' | 'falsePositiveRate', Estimate | undefined> {
  const taken = (i: number) => scores[i]! >= threshold
  const share = (of: (i: number) => boolean, hit: (i: number) => boolean) => {
    const numbers: number[] = []
    for (let i = 0; i < scores.length; i++) if (of(i)) numbers.push(i)
    return shareOf(
      numbers.map((i) => Number(hit(i))),
      numbers.map((i) => groups[i]!),
    )
  }
  return {
    precision: share(taken, (i) => violates[i] === 1),
    recall: share((i) => violates[i] === 1, taken),
    falsePositiveRate: share((i) => violates[i] === 0, taken),
  }
}
