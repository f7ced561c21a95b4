import { gammaTails, logGammaFront } from './gamma-tails.ts'
import { solveTail } from './solve-tail.ts'

/**
 * The x with P(a, x) = p, for a > 0 and 0 ≤ p ≤ 1: the quantile of the gamma distribution of scale 1; with `tail` 'above' the
 * x with Q(a, x) = p.
 */
export function gammaQuantile(a: number, p: number, tail: 'below' | 'above' = 'below'): number {
  if (p <= 0) return tail === 'below' ? 0 : Infinity
  if (p >= 1) return tail === 'below' ? Infinity : 0
  return Math.exp(
    solveTail({
      ...{ p, tail, start: Math.log(a) },
      at: (z) => ({ tails: gammaTails(a, Math.exp(z)), density: logGammaFront(a, Math.exp(z)) }),
    }),
  )
}

/** The quantile of the chi-square distribution; `degrees` > 0 need not be whole. */
export function chiSquareQuantile(degrees: number, p: number, tail: 'below' | 'above' = 'below'): number {
  return 2 * gammaQuantile(degrees / 2, p, tail)
}
