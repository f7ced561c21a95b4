import { binomialAtMost } from '../special/binomial.ts'

/**
 * Which of n sorted values (1 is the smallest) is at least the q-quantile of whatever they were drawn from, but for a chance of
 * at most `alpha`: the smallest r with P(Bin(n, q) ≤ r - 1) ≥ 1 - alpha. Undefined when n is too small for any: the 99 %
 * quantile at 5 % takes 299. Source: Hahn and Meeker, Statistical Intervals (1991), section 5.2.
 */
export function quantileRank(n: number, q: number, alpha: number): number | undefined {
  const isBound = (rank: number) => binomialAtMost(rank - 1, n, q) >= 1 - alpha
  if (n === 0 || 1 - q ** n < 1 - alpha) return undefined
  let low = 0
  let high = n
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2)
    if (isBound(middle)) high = middle
    else low = middle
  }
  return high
}

/** The upper bound of the q-quantile of values, which need not be sorted; undefined when there are too few. */
export function quantileUpper(values: Iterable<number>, q: number, alpha: number): number | undefined {
  const sorted = Float64Array.from(values).sort()
  const rank = quantileRank(sorted.length, q, alpha)
  return rank === undefined ? undefined : sorted[rank - 1]
}
