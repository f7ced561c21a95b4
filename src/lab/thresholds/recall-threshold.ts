import type { ScoredRows } from '../evaluate/scored-rows.ts'

/**
 * The highest threshold at which the share of violating rows that are missed is at most `most` in expectation over samples
 * like this one; undefined when there are too few violating rows for any promise. Each group of rows counts the same: of its
 * violating rows the least sure one counts. Source: A. Angelopoulos et al., Conformal Risk Control (2022), theorem 1, for the
 * loss "missed or not".
 */
export function recallThreshold(rows: ScoredRows, most: number): number | undefined {
  const least = new Map<number, number>()
  rows.violates.forEach((violates, i) => {
    if (violates === 0) return
    const group = rows.groups[i]!
    least.set(group, Math.min(least.get(group) ?? 1, rows.scores[i]!))
  })
  const scores = Float64Array.from(least.values()).sort()
  const n = scores.length
  // n / (n + 1) * missed / n + 1 / (n + 1) <= most.
  const missed = Math.floor(most * (n + 1) - 1 + 1e-9)
  if (missed < 0) return undefined
  return missed >= n ? 1 : scores[missed]!
}
