import { recall } from '../../stats/live/recall.ts'
import type { Estimate } from '../../stats/prevalence.ts'
import type { CellSum, Stratum } from './ports.ts'

/** What was judged of a stratum, and how much of it violates. */
export type Judged = Readonly<
  Partial<Record<Stratum, { readonly judged: number; readonly violating: number }>>
>

/**
 * The share of what violates that a model acts on or ranks, on live traffic: from jobs that were drawn at random within
 * what it flags and what it lets pass. Undefined: nothing was judged of one of the two.
 */
export function recallOf(
  random: () => number,
  cells: readonly Pick<CellSum, 'cell' | 'count'>[],
  judged: Judged,
): Estimate | undefined {
  const count = (stratum: Stratum) =>
    cells.reduce((sum, one) => sum + (one.cell === stratum ? one.count : 0), 0)
  const all = count('act') + count('review') + count('low')
  if (all === 0) return undefined
  const stratum = (name: Stratum) => ({
    ...{ judged: 0, violating: 0, ...judged[name] },
    share: count(name) / all,
  })
  return recall(random, [stratum('act'), stratum('review')], [stratum('low')])
}
