import type { LogTails } from './beta-tails.ts'

export interface TailProblem {
  readonly p: number
  readonly tail: 'below' | 'above'
  /** Somewhere in the body of the distribution. */
  readonly start: number
  /** Logarithms of both tails at z, and of the density there. */
  at(z: number): { readonly tails: LogTails; readonly density: number }
}

const MOST_STEPS = 200
/** Nothing that a number can hold lies further out. */
const FURTHEST = 745

/**
 * The z at which a tail of a distribution with log-concave density is p. The logarithms of both its tails are then concave,
 * so that Newton's steps on the smaller one come home from one side; those that leave the bracket halve it instead.
 */
export function solveTail({ p, tail, start, at }: TailProblem): number {
  // The smaller tail keeps its digits.
  const isBelow = p <= 0.5 === (tail === 'below')
  const target = p <= 0.5 ? Math.log(p) : Math.log1p(-p)
  let low = -FURTHEST
  let high = FURTHEST
  let z = Math.min(FURTHEST, Math.max(-FURTHEST, start))
  for (let i = 0; i < MOST_STEPS; i++) {
    const { tails, density } = at(z)
    const reached = isBelow ? tails.below : tails.above
    const isHigh = reached > target === isBelow
    if (isHigh) high = z
    else low = z
    const step = (reached - target) * Math.exp(reached - density)
    const next = z - (isBelow ? step : -step)
    const bounded = next > low && next < high ? next : (low + high) / 2
    if (Math.abs(bounded - z) <= 1e-15 * (1 + Math.abs(z))) return bounded
    z = bounded
  }
  return z
}
