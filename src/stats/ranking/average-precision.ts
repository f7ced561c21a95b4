import { type ClusterBootstrapOptions, clusterBootstrap } from '../cluster-bootstrap.ts'
import type { Estimate } from '../prevalence.ts'
import type { Scored } from './scored.ts'

/**
 * The average, over positives, of the precision at the score of each: the area below the curve of precision and recall,
 * without interpolation; rows of one score share it. With the interval over clusters by bootstrap. Undefined without positives.
 */
export function averagePrecision(
  random: () => number,
  rows: readonly Scored[],
  options: ClusterBootstrapOptions = {},
): Estimate | undefined {
  const sorted = [...rows].sort((x, y) => y.score - x.score)
  const numbers = new Map<string, number>()
  const clusters = sorted.map(({ cluster }, i) => {
    const key = cluster === undefined ? `#${i}` : `c${cluster}`
    return numbers.get(key) ?? numbers.set(key, numbers.size).size - 1
  })
  const value = weighted(sorted, clusters, undefined)
  if (Number.isNaN(value)) return undefined
  const { low, high } = clusterBootstrap(random, numbers.size, (w) => weighted(sorted, clusters, w), options)
  return { value, low: Math.min(low, value), high: Math.max(high, value) }
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
