import { binomialAtLeast } from '../../stats/special/binomial.ts'
import type { Cell, CellSum } from './ports.ts'

/** Share of texts that may get no score before it counts as a crash, and that may be slower than the bar (p99). */
const MAY_FAIL = 0.001
const MAY_BE_SLOW = 0.01
/** Chance of a false alarm of each of the two at one look; they are looked at again and again, so it is small. */
const ALPHA = 1e-6

export type TripwireName = 'numerics' | 'failed' | 'compute' | 'skew'
export interface Tripwire {
  readonly name: TripwireName
  readonly tripped: boolean
  readonly says: string
}

/** What no model may do, whatever it scores: no numbers, no answers, slowness, other scores than it had. */
export function tripwires(cells: readonly Pick<CellSum, 'cell' | 'count'>[], latencyMs: number): Tripwire[] {
  const sum = (...names: readonly Cell[]) =>
    cells.reduce((total, { cell, count }) => total + (names.includes(cell) ? count : 0), 0)
  const scored = sum('act', 'review', 'low', 'new-only', 'old-only')
  const wrong = sum('not-a-number')
  const failed = sum('failed')
  const [slow, timed] = [sum('slow'), sum('slow', 'fast')]
  const [skewed, compared] = [sum('skewed'), sum('skewed', 'same')]
  return [
    {
      ...{ name: 'numerics', tripped: wrong > 0 },
      says: `${wrong} of ${scored + wrong} scores were no numbers`,
    },
    {
      ...{ name: 'failed', tripped: isMoreThan(failed, scored + wrong + failed, MAY_FAIL) },
      says: `${failed} of ${scored + wrong + failed} texts got no score`,
    },
    {
      ...{ name: 'compute', tripped: isMoreThan(slow, timed, MAY_BE_SLOW) },
      says: `${slow} of ${timed} scores took longer than ${latencyMs} ms`,
    },
    {
      ...{ name: 'skew', tripped: skewed > 0 },
      says: `${skewed} of ${compared} texts that were scored again got another score`,
    },
  ]
}

/** Whether a share is above what may be beyond chance, however often it is looked at. */
export function isMoreThan(count: number, of: number, share: number): boolean {
  return count > of * share && binomialAtLeast(count, of, share) < ALPHA
}
