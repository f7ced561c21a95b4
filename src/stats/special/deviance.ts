/**
 * x ln(x / mean) + mean - x, without the loss of digits when the two are near; 0 ln 0 is 0. Source: Loader, Fast and
 * Accurate Computation of Binomial Probabilities (2000), `bd0`.
 */
export function deviance(x: number, mean: number): number {
  if (x === 0) return mean
  const difference = x - mean
  const ratio = difference / (x + mean)
  if (Math.abs(ratio) >= 0.1) return x * Math.log(x / mean) + mean - x
  // 2 x artanh(ratio) - difference, term by term.
  let sum = difference * ratio
  let term = 2 * x * ratio
  for (let k = 1; k < 1000; k++) {
    term *= ratio * ratio
    const next = sum + term / (2 * k + 1)
    if (next === sum) break
    sum = next
  }
  return sum
}
