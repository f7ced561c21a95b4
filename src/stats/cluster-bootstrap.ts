import type { Interval } from './exact-interval.ts'
import { quantile } from './quantile.ts'

export interface ClusterBootstrapOptions {
  readonly draws?: number
  readonly level?: number
}

export const CLUSTER_BOOTSTRAP_DEFAULTS: Required<ClusterBootstrapOptions> = { draws: 1000, level: 0.95 }

/**
 * What a statistic might have been with other clusters (accounts, rooms) of the same kind: sorted values, one a draw. The
 * statistic is given a weight for each of the clusters, 1 on average. Draws for which it is NaN are left out.
 *
 * The weights are those of the Bayesian bootstrap (Rubin, Annals of Statistics 9, 1981): no cluster ever vanishes, so that no
 * draw is without positives.
 */
export function clusterDraws(
  random: () => number,
  clusters: number,
  statistic: (weights: Float64Array) => number,
  draws: number = CLUSTER_BOOTSTRAP_DEFAULTS.draws,
): Float64Array {
  const weights = new Float64Array(clusters)
  const values = new Float64Array(draws)
  let known = 0
  for (let draw = 0; draw < draws; draw++) {
    let sum = 0
    for (let i = 0; i < clusters; i++) {
      // -ln of a uniform number is gamma of shape 1.
      weights[i] = -Math.log(1 - random())
      sum += weights[i]!
    }
    for (let i = 0; i < clusters; i++) weights[i]! *= clusters / sum
    const value = statistic(weights)
    if (!Number.isNaN(value)) values[known++] = value
  }
  return values.subarray(0, known).sort()
}

/** The interval between the quantiles of `clusterDraws`; from NaN to NaN when the statistic is never known. */
export function clusterBootstrap(
  random: () => number,
  clusters: number,
  statistic: (weights: Float64Array) => number,
  options: ClusterBootstrapOptions = {},
): Interval {
  const { draws, level } = { ...CLUSTER_BOOTSTRAP_DEFAULTS, ...options }
  const values = clusterDraws(random, clusters, statistic, draws)
  return { low: quantile(values, (1 - level) / 2), high: quantile(values, (1 + level) / 2) }
}
