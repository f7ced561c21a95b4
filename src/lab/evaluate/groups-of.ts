import type { PlacedRow } from '../dataset/row.ts'

/**
 * A number for each row: those of one account, or of one cluster of near-duplicates, and whatever hangs together by these,
 * share one. Numbered from 0 in the order of the rows.
 */
export function groupsOf(rows: readonly Pick<PlacedRow, 'account' | 'cluster'>[]): Int32Array {
  const parent = Int32Array.from(rows, (_, i) => i)
  const root = (of: number): number => {
    let at = of
    while (parent[at] !== at) {
      parent[at] = parent[parent[at]!]!
      at = parent[at]!
    }
    return at
  }
  const firstOf = new Map<string | number, number>()
  const join = (key: string | number, row: number): void => {
    const first = firstOf.get(key)
    if (first === undefined) firstOf.set(key, row)
    else parent[root(row)] = root(first)
  }
  rows.forEach(({ account, cluster }, row) => {
    join(cluster, row)
    if (account !== undefined) join(account, row)
  })
  const numbers = new Map<number, number>()
  return Int32Array.from(rows, (_, row) => {
    const at = root(row)
    return numbers.get(at) ?? numbers.set(at, numbers.size).size - 1
  })
}
