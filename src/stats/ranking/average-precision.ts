import {
  CLUSTER_BOOTSTRAP_DEFAULTS,
  type ClusterBootstrapOptions,
  clusterDraws,
} from '../cluster-bootstrap.ts'
import type { Estimate } from '../prevalence.ts'
import { exactLower } from '../proportion/exact-bound.ts'
import { studentQuantile } from '../special/student-quantile.ts'
import type { Scored } from './scored.ts'

/**
 * The average, over positives, of the precision at the score of each: the area below the curve of precision and recall,
 * without interpolation; rows of one score share it. Undefined without positives.
 *
 * The interval is Student's on log-odds (Boyd, Eng and Page, Area under the Precision-Recall Curve, 2013), its spread that of the
 * bootstrap of clusters, its degrees of freedom the clusters that tell of it: those with a positive that something else is above.
 * With few of these the spread seen is mostly too small, and the exact bound of the share of other clusters, which all have
 * a precision of 1, takes its place.
 */
export function averagePrecision(
  random: () => number,
  rows: readonly Scored[],
  options: ClusterBootstrapOptions = {},
): Estimate | undefined {
  const { draws, level } = { ...CLUSTER_BOOTSTRAP_DEFAULTS, ...options }
  const sorted = [...rows].sort((x, y) => y.score - x.score)
  const { clusters, count } = numbered(sorted)
  const value = weighted(sorted, clusters, undefined)
  if (Number.isNaN(value)) return undefined
  const tail = (1 - level) / 2
  const { holding, telling } = positivesOf(sorted, clusters)
  const least = exactLower(holding - telling, holding, tail)
  if (value === 1) return { value, low: least, high: 1 }
  const resampled = clusterDraws(random, count, (w) => weighted(sorted, clusters, w), draws)
  const odds = resampled.filter((one) => one < 1).map((one) => Math.log(one / (1 - one)))
  const mean = odds.reduce((sum, one) => sum + one, 0) / odds.length
  const spread = Math.sqrt(
    odds.reduce((sum, one) => sum + (one - mean) ** 2, 0) / Math.max(1, odds.length - 1),
  )
  const half = studentQuantile(Math.max(1, telling - 1), tail) * spread
  const middle = Math.log(value / (1 - value))
  const at = (z: number) => 1 / (1 + Math.exp(-z))
  return { value, low: Math.min(value, Math.max(least, at(middle - half))), high: at(middle + half) }
}

/** Clusters with positives, and those of them of which one has something else above it or beside it. */
function positivesOf(sorted: readonly Scored[], clusters: readonly number[]) {
  const highest = sorted.find(({ isPositive }) => !isPositive)?.score ?? -Infinity
  const positives = sorted.flatMap(({ isPositive, score }, i) =>
    isPositive ? [{ cluster: clusters[i]!, isBelow: score <= highest }] : [],
  )
  return {
    holding: new Set(positives.map(({ cluster }) => cluster)).size,
    telling: new Set(positives.filter(({ isBelow }) => isBelow).map(({ cluster }) => cluster)).size,
  }
}

function numbered(rows: readonly Scored[]): { readonly clusters: readonly number[]; readonly count: number } {
  const numbers = new Map<string, number>()
  const clusters = rows.map(({ cluster }, i) => {
    const key = cluster === undefined ? `#${i}` : `c${cluster}`
    return numbers.get(key) ?? numbers.set(key, numbers.size).size - 1
  })
  return { clusters, count: numbers.size }
}

function weighted(
  sorted: readonly Scored[],
  clusters: readonly number[],
  weights: Float64Array | undefined,
): number {
  let [all, hits, sum] = [0, 0, 0]
  for (let i = 0; i < sorted.length; ) {
    const { score } = sorted[i]!
    let tied = 0
    for (; i < sorted.length && sorted[i]!.score === score; i++) {
      const weight = weights === undefined ? 1 : weights[clusters[i]!]!
      all += weight
      if (sorted[i]!.isPositive) tied += weight
    }
    hits += tied
    sum += tied * (hits / all)
  }
  return hits === 0 ? Number.NaN : sum / hits
}
