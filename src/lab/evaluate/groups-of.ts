import { accountsBeside } from '../dataset/find-common.ts'
import { setsOf } from '../dataset/group-rows.ts'
import type { PlacedRow } from '../dataset/row.ts'

/**
 * A number for each row: those of one account, or of one cluster of near-duplicates, and whatever hangs together by these,
 * share one. A text that more accounts say than `bound` is on its own, and ties these to nobody: the bound of the dataset.
 * Numbered from 0 in the order of the rows.
 */
export function groupsOf(
  rows: readonly Pick<PlacedRow, 'account' | 'text' | 'cluster'>[],
  bound = Number.POSITIVE_INFINITY,
): Int32Array {
  const clusters = Int32Array.from(rows, ({ cluster }) => cluster)
  const beside = accountsBeside(rows, clusters)
  const sets = setsOf(rows, clusters, (at) => beside[at]! > bound)
  const numbers = new Map<number, number>()
  return Int32Array.from(sets, (set) => numbers.get(set) ?? numbers.set(set, numbers.size).size - 1)
}
