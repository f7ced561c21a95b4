import { betaRatio } from './beta-ratio.ts'

/** The x at which I_x(a, b) is `share`, for a, b > 0 and 0 < share < 1, by bisection; about 12 digits. */
export function betaQuantile(a: number, b: number, share: number): number {
  let low = 0
  let high = 1
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2
    if (betaRatio(a, b, middle) < share) low = middle
    else high = middle
  }
  return (low + high) / 2
}
