import { chiSquareQuantile } from '../special/gamma-quantile.ts'

export interface PopulationStabilityOptions {
  readonly bins?: number
  readonly alpha?: number
  /** Less than this is no drift, however surely it is there. */
  readonly floor?: number
}

export const POPULATION_STABILITY_DEFAULTS: Required<PopulationStabilityOptions> = {
  ...{ bins: 10, alpha: 0.01, floor: 0.02 },
}

export interface PopulationStability {
  readonly index: number
  /** What chance alone exceeds in `alpha` of all cases at these sample sizes. */
  readonly byChance: number
  readonly isDrift: boolean
}

/**
 * The population stability index of values at two times, over bins that hold equally many of the earlier ones; drift, when it is
 * above both what chance leaves at these sizes and a floor. The usual "above 0.1" is crossed without any drift in 38 % of cases
 * at 200 values, and misses real drift at 20,000. Undefined when one time has no values.
 *
 * Values are taken to be independent; where accounts repeat, `scoreDrift` is the test. Source: Yurdakul and Naranjo, Statistical
 * Properties of the Population Stability Index (2020): (1/n + 1/m) times chi-square of bins - 1.
 */
export function populationStability(
  before: readonly number[],
  after: readonly number[],
  options: PopulationStabilityOptions = {},
): PopulationStability | undefined {
  const { bins, alpha, floor } = { ...POPULATION_STABILITY_DEFAULTS, ...options }
  if (before.length === 0 || after.length === 0) return undefined
  const sorted = Float64Array.from(before).sort()
  const edges = new Set<number>()
  for (let i = 1; i < bins; i++) edges.add(sorted[Math.floor((i * sorted.length) / bins)]!)
  const cuts = [...edges]
  const early = sharesOf(before, cuts)
  const late = sharesOf(after, cuts)
  const index = early.reduce((sum, share, i) => sum + (late[i]! - share) * Math.log(late[i]! / share), 0)
  const byChance =
    cuts.length === 0
      ? 0
      : (1 / before.length + 1 / after.length) * chiSquareQuantile(cuts.length, alpha, 'above')
  return { index, byChance, isDrift: index > Math.max(byChance, floor) }
}

/** Half a value is added to each bin, so that none is empty. */
function sharesOf(values: readonly number[], cuts: readonly number[]): number[] {
  const counts = Array.from({ length: cuts.length + 1 }, () => 0.5)
  for (const value of values) {
    let bin = 0
    while (bin < cuts.length && value >= cuts[bin]!) bin++
    counts[bin]!++
  }
  return counts.map((count) => count / (values.length + counts.length / 2))
}
