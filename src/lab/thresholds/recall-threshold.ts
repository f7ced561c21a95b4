import { missedHarmThreshold } from '../../stats/threshold/risk-control.ts'
import type { ScoredRows } from '../evaluate/scored-rows.ts'

/**
 * The highest threshold, in hundredths, at which the share of violating rows that are missed is at most `most` in expectation
 * over rows like these; undefined when there are too few violating rows for any promise. One row of each group counts: the
 * violating one that is scored lowest. By conformal risk control.
 */
export function recallThreshold(rows: ScoredRows, most: number): number | undefined {
  const lowest = new Map<number, number>()
  rows.violates.forEach((violates, i) => {
    if (violates === 0) return
    const group = rows.groups[i]!
    lowest.set(group, Math.min(lowest.get(group) ?? 1, rows.scores[i]!))
  })
  const found = missedHarmThreshold([...lowest.values()], {
    alpha: most,
    candidates: Array.from({ length: 101 }, (_, i) => i / 100),
  })
  return found.ok ? found.threshold : undefined
}
