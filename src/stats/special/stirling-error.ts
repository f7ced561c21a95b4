/** B(2k) / (2k (2k - 1)), with B the numbers of Bernoulli. */
const COEFFICIENTS = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360_360,
  1 / 156,
  -3617 / 122_400,
  43_867 / 244_188,
]

/**
 * What Stirling's formula leaves: ln Γ(x) - (x - ½) ln x + x - ½ ln 2π, for x > 0. Source: DLMF 5.11.1, after going up to
 * 12 by the recurrence of Γ.
 */
export function stirlingError(x: number): number {
  let up = x
  let below = 0
  while (up < 12) {
    below += stepDown(up)
    up++
  }
  const square = 1 / (up * up)
  let sum = 0
  for (let i = COEFFICIENTS.length - 1; i >= 0; i--) sum = sum * square + COEFFICIENTS[i]!
  return below + sum / up
}

/** The error at x less that at x + 1: (x + ½) ln(1 + 1/x) - 1. */
function stepDown(x: number): number {
  return (x + 0.5) * Math.log1p(1 / x) - 1
}
