import type { PlacedRow } from '../dataset/row.ts'
import { VIOLATES } from '../task.ts'
import { bestF1 } from './curve-points.ts'
import { areaOf, asScored, averagePrecisionOf } from './estimates.ts'
import type { LabelFigures } from './evaluation.ts'
import type { ScoredSplit } from './scored-split.ts'

/** How well each label is told apart. `rows`: those of the split, in its order. */
export function labelFigures(
  random: () => number,
  labels: readonly string[],
  rows: readonly PlacedRow[],
  { scored, all }: ScoredSplit,
): LabelFigures[] {
  return labels.map((label, k): LabelFigures => {
    const violates = Uint8Array.from(rows, (row) =>
      Number(label === VIOLATES ? row.violates : row.labels.includes(label)),
    )
    const scores = Float32Array.from(rows, (_, i) => all[i * labels.length + k]!)
    const own = { scores, violates, groups: scored.groups }
    const list = asScored(own)
    const best = bestF1(own)
    return {
      ...{ label, rows: rows.length },
      positives: violates.reduce((sum, one) => sum + one, 0),
      auc: areaOf(list),
      averagePrecision: averagePrecisionOf(random, list, k === 0 ? 400 : 100),
      bestF1: best.f1,
      bestF1At: best.threshold,
    }
  })
}
