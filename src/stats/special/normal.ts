import type { LogTails } from './beta-tails.ts'
import { gammaTails } from './gamma-tails.ts'
import { solveTail } from './solve-tail.ts'

const LOG_ROOT_TAU = Math.log(2 * Math.PI) / 2

/** ln Φ(z) and ln(1 - Φ(z)), each to about 1e-13 of the tail itself. Source: DLMF 7.11.2 (erfc is Q(½, z²)). */
export function normalTails(z: number): LogTails {
  const { below, above } = gammaTails(0.5, (z * z) / 2)
  const outer = above - Math.LN2
  // Half of what lies within, and the half beyond the middle.
  const inner = Math.log((1 + Math.exp(below)) / 2)
  return z < 0 ? { below: outer, above: inner } : { below: inner, above: outer }
}

/** The standard normal distribution function Φ(z). */
export function normalCdf(z: number): number {
  return Math.exp(normalTails(z).below)
}

/** The z with Φ(z) = p; with `tail` 'above' the one with 1 - Φ(z) = p. */
export function normalQuantile(p: number, tail: 'below' | 'above' = 'below'): number {
  if (p <= 0) return tail === 'below' ? -Infinity : Infinity
  if (p >= 1) return tail === 'below' ? Infinity : -Infinity
  return solveTail({
    ...{ p, tail, start: 0 },
    at: (z) => ({ tails: normalTails(z), density: -(z * z) / 2 - LOG_ROOT_TAU }),
  })
}
