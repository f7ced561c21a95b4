import { stirlingError } from './stirling-error.ts'

const HALF_LOG_TAU = Math.log(2 * Math.PI) / 2

/**
 * ln Γ(x) for x > 0, to 1e-13 of its value, also near its zeros 1 and 2. Sources: Stirling's series from 12 on (DLMF
 * 5.11.1), the Taylor series around 1 near the zeros (DLMF 5.7.3), the recurrence between.
 */
export function logGamma(x: number): number {
  if (x >= 12) return (x - 0.5) * Math.log(x) - x + HALF_LOG_TAU + stirlingError(x)
  if (Math.abs(x - 1) <= 0.25) return aroundOne(x - 1)
  if (Math.abs(x - 2) <= 0.25) return Math.log1p(x - 2) + aroundOne(x - 2)
  // Γ(x) = Γ(x + n) / (x (x + 1) … (x + n - 1)): the product stays far below what a number can hold.
  let product = 1
  let up = x
  while (up < 12) product *= up++
  return (up - 0.5) * Math.log(up) - up + HALF_LOG_TAU + stirlingError(up) - Math.log(product)
}

const EULER = 0.5772156649015329
const TERMS = 28

/** ζ(k) / k for k = 2, 3, …: the first terms of the sum, and what is left by Euler and Maclaurin. */
const ZETAS = Array.from({ length: TERMS }, (_, i) => {
  const k = i + 2
  let sum = 0
  for (let n = 19; n >= 1; n--) sum += n ** -k
  const left = 20 ** (1 - k) / (k - 1) + 20 ** -k / 2 + (k * 20 ** (-k - 1)) / 12
  const next = (k * (k + 1) * (k + 2) * 20 ** (-k - 3)) / 720
  const last = (k * (k + 1) * (k + 2) * (k + 3) * (k + 4) * 20 ** (-k - 5)) / 30_240
  return (sum + left - next + last) / k
})

function aroundOne(z: number): number {
  let sum = 0
  for (let i = TERMS - 1; i >= 0; i--) sum = ZETAS[i]! - z * sum
  return z * (z * sum - EULER)
}
