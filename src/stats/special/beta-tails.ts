import { deviance } from './deviance.ts'
import { logComplement } from './log-complement.ts'
import { stirlingError } from './stirling-error.ts'

/** Natural logarithms of what lies below and above a point; -Infinity where nothing does. */
export interface LogTails {
  readonly below: number
  readonly above: number
}

const TINY = 1e-300
const MOST_TERMS = 1_000_000

/**
 * ln I_x(a, b) and ln(1 - I_x(a, b)) of the regularised incomplete beta function, each to about 1e-12 of the tail itself
 * however small it is; for a, b > 0. `y` is 1 - x, to be given where x is so near 1 that the difference has lost its digits.
 *
 * Sources: the continued fraction DLMF 8.17.22, by Lentz's method; its front by Loader (2000), which loses no digits for
 * large a and b, where differences of log-gammas would.
 */
export function betaTails(a: number, b: number, x: number, y = 1 - x): LogTails {
  if (x <= 0) return { below: -Infinity, above: 0 }
  if (y <= 0) return { below: 0, above: -Infinity }
  const front = logBetaFront(a, b, x, y)
  // The fraction converges fast on this side of the mean, and by symmetry on the other.
  if (x * (a + b + 2) < a + 1) {
    const below = Math.min(0, front + Math.log(fraction(a, b, x) / a))
    return { below, above: logComplement(below) }
  }
  const above = Math.min(0, front + Math.log(fraction(b, a, y) / b))
  return { below: logComplement(above), above }
}

/** ln of x^a y^b / B(a, b): the density of the log-odds of a beta variable. */
export function logBetaFront(a: number, b: number, x: number, y: number): number {
  const n = a + b
  const errors = stirlingError(n) - stirlingError(a) - stirlingError(b)
  return errors - deviance(a, n * x) - deviance(b, n * y) + 0.5 * Math.log((a * (b / n)) / (2 * Math.PI))
}

function fraction(a: number, b: number, x: number): number {
  const keep = (value: number) => (Math.abs(value) < TINY ? TINY : value)
  let c = 1
  let d = 1 / keep(1 - ((a + b) * x) / (a + 1))
  let result = d
  for (let m = 1; m <= MOST_TERMS; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 / keep(1 + even * d)
    c = keep(1 + even / c)
    result *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 / keep(1 + odd * d)
    c = keep(1 + odd / c)
    const step = d * c
    result *= step
    if (Math.abs(step - 1) < 1e-15) break
  }
  return result
}
