import type { LogTails } from './beta-tails.ts'
import { deviance } from './deviance.ts'
import { logComplement } from './log-complement.ts'
import { stirlingError } from './stirling-error.ts'

const TINY = 1e-300
const MOST_TERMS = 1_000_000

/**
 * ln P(a, x) and ln Q(a, x) of the regularised incomplete gamma function, for a > 0 and x ≥ 0, each to about 1e-12 of the tail
 * itself. Sources: the series DLMF 8.11.4 and the continued fraction DLMF 8.9.2 by Lentz's method; the front by Loader (2000).
 */
export function gammaTails(a: number, x: number): LogTails {
  if (x <= 0) return { below: -Infinity, above: 0 }
  if (x === Infinity) return { below: 0, above: -Infinity }
  const front = logGammaFront(a, x)
  if (x < a + 1) {
    const below = Math.min(0, front + Math.log(series(a, x)))
    return { below, above: logComplement(below) }
  }
  const above = Math.min(0, front + Math.log(fraction(a, x)))
  return { below: logComplement(above), above }
}

/** ln of x^a e^-x / Γ(a): the density of the logarithm of a gamma variable of scale 1. */
export function logGammaFront(a: number, x: number): number {
  return 0.5 * Math.log(a / (2 * Math.PI)) - stirlingError(a) - deviance(a, x)
}

function series(a: number, x: number): number {
  let term = 1 / a
  let sum = term
  for (let n = 1; n <= MOST_TERMS; n++) {
    term *= x / (a + n)
    sum += term
    if (term < sum * 1e-17) break
  }
  return sum
}

function fraction(a: number, x: number): number {
  const keep = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let b = x + 1 - a
  let c = 1 / TINY
  let d = 1 / keep(b)
  let result = d
  for (let n = 1; n <= MOST_TERMS; n++) {
    const over = -n * (n - a)
    b += 2
    d = 1 / keep(over * d + b)
    c = keep(b + over / c)
    const step = d * c
    result *= step
    if (Math.abs(step - 1) < 1e-15) break
  }
  return result
}
