import type { LabRow } from './row.ts'

/** Clusters that so many accounts say, or fewer, join these accounts; each bound is tried, the loosest first. */
export const BOUNDS = [Number.POSITIVE_INFINITY, 50, 20, 10, 5, 2, 1] as const

/** For each row how many accounts say its cluster. A row that is erased counts as an account: nobody knows whose it was. */
export function accountsBeside(
  rows: readonly Pick<LabRow, 'account' | 'text'>[],
  clusters: ArrayLike<number>,
): Int32Array {
  const known = new Map<number, Set<string | number>>()
  for (const [at, { account, text }] of rows.entries()) {
    const who = account ?? (text === undefined ? at : undefined)
    if (who === undefined) continue
    const own = known.get(clusters[at]!)
    if (own === undefined) known.set(clusters[at]!, new Set([who]))
    else own.add(who)
  }
  return Int32Array.from(rows, (_, at) => known.get(clusters[at]!)?.size ?? 0)
}
