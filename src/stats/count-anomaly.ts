import { atLeast, atMost } from './negative-binomial.ts'

/** Sums over the periods of a baseline: y counts of n events each. */
export interface CountSums {
  readonly periods: number
  readonly y: number
  /** Σ y² */
  readonly yy: number
  /** Σ y n */
  readonly yn: number
  readonly n: number
  /** Σ n² */
  readonly nn: number
}

export interface AnomalyOptions {
  /** Of so many steady counts, about this share is called an anomaly by chance. */
  readonly errorRate?: number
  /** Neither the count nor what was expected is looked at below this. */
  readonly minCount?: number
  /** Periods of the baseline that there must be. */
  readonly minPeriods?: number
}

export const ANOMALY_DEFAULTS: Required<AnomalyOptions> = { errorRate: 0.001, minCount: 10, minPeriods: 72 }

export interface CountAnomaly {
  readonly kind: 'more' | 'fewer'
  readonly observed: number
  readonly expected: number
  /** The chance of a count as far out, on either side. */
  readonly p: number
}

/**
 * Whether a count is out of line with a baseline, given how many events it was of; undefined: it is not, or there is
 * too little to tell.
 *
 * The share of events that count is that of the baseline; the count to come is then negative binomial. Its spread is
 * the moment estimate of how much more the baseline's periods scattered than chance alone would have them
 * (Breslow, Applied Statistics 33, 1984), plus that of the share's own error. Source of the approach: Farrington et
 * al., JRSS A 159 (1996); with the negative binomial, Noufaily et al., Statistics in Medicine 32 (2013). The spread
 * of one period holds for a count over several in a row: they scatter as much at most, when they all go together.
 */
export function countAnomaly(
  observed: { readonly y: number; readonly n: number },
  sums: CountSums,
  options: AnomalyOptions = {},
): CountAnomaly | undefined {
  const { errorRate, minCount, minPeriods } = { ...ANOMALY_DEFAULTS, ...options }
  if (sums.periods < minPeriods || sums.n === 0 || observed.n === 0) return undefined

  // 1. The share; half a count is added, so that what never happened is not called impossible.
  const total = sums.y + 0.5
  const share = total / sums.n

  // 2. The spread between periods beyond that of Poisson's counts.
  const squares = sums.yy - 2 * share * sums.yn + share * share * sums.nn
  const means = share * share * sums.nn
  const between = Math.max(0, ((squares * sums.periods) / (sums.periods - 1) - total) / means)

  // 3. The error of the share itself.
  const spread = between + (total + between * means) / (total * total)
  const expected = share * observed.n
  const { y } = observed
  if (Math.max(y, expected) < minCount) return undefined
  const kind = y > expected ? 'more' : 'fewer'
  const law = { mean: expected, spread }
  const p = Math.min(1, 2 * (kind === 'more' ? atLeast(law, y) : atMost(law, y)))
  return p < errorRate ? { kind, observed: y, expected, p } : undefined
}
