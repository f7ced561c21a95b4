import { betaTails, logBetaFront } from './beta-tails.ts'
import { solveTail } from './solve-tail.ts'

/**
 * The x with I_x(a, b) = p, for a, b > 0 and 0 ≤ p ≤ 1; with `tail` 'above' the x with 1 - I_x(a, b) = p, as precise when p
 * is so small that 1 - p has lost it.
 *
 * Newton's steps on the log-odds of x and the logarithm of the smaller tail: that is concave, so they cannot run away.
 */
export function betaQuantile(a: number, b: number, p: number, tail: 'below' | 'above' = 'below'): number {
  if (p <= 0) return tail === 'below' ? 0 : 1
  if (p >= 1) return tail === 'below' ? 1 : 0
  const odds = solveTail({
    ...{ p, tail, start: Math.log(a / b) },
    at: (z) => {
      const [x, y] = shares(z)
      return { tails: betaTails(a, b, x, y), density: logBetaFront(a, b, x, y) }
    },
  })
  return shares(odds)[0]
}

/** Share and complement of log-odds. */
function shares(z: number): readonly [number, number] {
  return [1 / (1 + Math.exp(-z)), 1 / (1 + Math.exp(z))]
}
