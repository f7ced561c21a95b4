import { betaRatio } from './beta-ratio.ts'

/** The x with I_x(a, b) = p, for a, b > 0 and 0 ≤ p ≤ 1, by bisection to the last digits. */
export function betaQuantile(a: number, b: number, p: number): number {
  if (p <= 0) return 0
  if (p >= 1) return 1
  let low = 0
  let high = 1
  // 60 halvings reach the spacing of numbers near 1; near 0 the relative error stays below 1e-12 for x > 1e-6.
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2
    if (betaRatio(a, b, middle) < p) low = middle
    else high = middle
  }
  return (low + high) / 2
}
