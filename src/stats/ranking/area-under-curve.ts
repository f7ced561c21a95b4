import type { Estimate } from '../prevalence.ts'
import { studentQuantile } from '../special/student-quantile.ts'
import type { Scored } from './scored.ts'

/**
 * The chance that a positive scores above a negative (ties half), with its interval over clusters; undefined when either kind
 * is missing.
 *
 * The spread is that of the placements of rows (DeLong, DeLong and Clarke-Pearson, Biometrics 44, 1988), summed within
 * clusters (Obuchowski, Biometrics 53, 1997). The interval is a score interval: how the spread shrinks towards 0 and 1 is
 * Hanley and McNeil's (Radiology 143, 1982) with Newcombe's modification (Statistics in Medicine 25, 2006), so that it stays
 * honest where all positives are above all negatives.
 */
export function areaUnderCurve(rows: readonly Scored[], level = 0.95): Estimate | undefined {
  const { value, ratio, positives, negatives, clusters } = placements(rows) ?? {}
  if (value === undefined) return undefined
  // With a few clusters of one kind their spread is itself uncertain.
  const z = studentQuantile(Math.max(1, clusters! - 1), (1 - level) / 2)
  const misses = (area: number) =>
    (area - value) ** 2 > z * z * ratio! * spreadAt(area, positives!, negatives!)
  return { value, low: edge(value, 0, misses), high: edge(value, 1, misses) }
}

/** As in `effectiveSample`: so many clusters' worth of the greatest design effect is mixed into the one seen. */
const CAUTION = 2

/** The point between what is inside and what is outside. */
function edge(inside: number, outside: number, misses: (area: number) => boolean): number {
  if (!misses(outside)) return outside
  let [near, far] = [inside, outside]
  for (let i = 0; i < 60; i++) {
    const middle = (near + far) / 2
    if (misses(middle)) far = middle
    else near = middle
  }
  return far
}

/** Newcombe's variance of an area, method 5. */
function spreadAt(area: number, positives: number, negatives: number): number {
  const more = (positives + negatives) / 2 - 1
  return (
    (area * (1 - area) * (1 + more * ((1 - area) / (2 - area) + area / (1 + area)))) / (positives * negatives)
  )
}

function placements(rows: readonly Scored[]) {
  const sorted = [...rows].sort((x, y) => x.score - y.score)
  const positives = rows.reduce((sum, { isPositive }) => sum + Number(isPositive), 0)
  const negatives = rows.length - positives
  if (positives === 0 || negatives === 0) return undefined
  // 1. Each row's placement: the share of the other kind that it beats.
  const won = new Float64Array(rows.length)
  let [positivesBelow, negativesBelow, sum] = [0, 0, 0]
  for (let i = 0; i < sorted.length; ) {
    let end = i
    let [tiedPositives, tiedNegatives] = [0, 0]
    for (; end < sorted.length && sorted[end]!.score === sorted[i]!.score; end++)
      if (sorted[end]!.isPositive) tiedPositives++
      else tiedNegatives++
    for (; i < end; i++)
      won[i] = sorted[i]!.isPositive
        ? (negativesBelow + tiedNegatives / 2) / negatives
        : 1 - (positivesBelow + tiedPositives / 2) / positives
    sum += tiedPositives * (negativesBelow + tiedNegatives / 2)
    positivesBelow += tiedPositives
    negativesBelow += tiedNegatives
  }
  const value = sum / positives / negatives
  // 2. The spread of the area over clusters, beside the one that the area alone would have.
  const byCluster = new Map<string, { part: number; positives: number; negatives: number }>()
  sorted.forEach(({ isPositive, cluster }, i) => {
    const key = cluster === undefined ? `#${i}` : `c${cluster}`
    const one = byCluster.get(key) ?? { part: 0, positives: 0, negatives: 0 }
    byCluster.set(key, one)
    one.part += (won[i]! - value) / (isPositive ? positives : negatives)
    if (isPositive) one.positives++
    else one.negatives++
  })
  const all = [...byCluster.values()]
  const add = (of: (one: (typeof all)[number]) => number) => all.reduce((total, one) => total + of(one), 0)
  const spread = add(({ part }) => part * part) * (all.length / Math.max(1, all.length - 1))
  const clusters = Math.min(
    add((one) => Number(one.positives > 0)),
    add((one) => Number(one.negatives > 0)),
  )
  const largest = Math.max(
    add((one) => one.positives ** 2) / positives,
    add((one) => one.negatives ** 2) / negatives,
  )
  const plain = spreadAt(value, positives, negatives)
  const seen = plain > 0 ? Math.max(1, spread / plain) : 1
  return {
    value,
    ratio: (clusters * seen + CAUTION * largest) / (clusters + CAUTION),
    positives,
    negatives,
    clusters,
  }
}
