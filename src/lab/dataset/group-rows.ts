import type { LabRow } from './row.ts'
import { unionFind } from './union-find.ts'

/** Rows that must not be torn apart: of one account, or of one cluster, or both by a chain of others. */
export interface RowGroup {
  readonly rows: readonly number[]
  /** The least hash among them: the same whatever the order of the rows. */
  readonly key: string
  readonly violating: number
  /** The latest time among them, in ms since the epoch; undefined: none is known. */
  readonly latestMs: number | undefined
}

/** Joins rows by account and cluster; in order of their first rows. Rows that are left out join nobody. */
export function groupRows(
  rows: readonly Pick<LabRow, 'hash' | 'account' | 'atMs' | 'violates'>[],
  clusters: ArrayLike<number>,
  isLeftOut: (at: number) => boolean = () => false,
): RowGroup[] {
  const sets = unionFind(rows.length)
  const first = new Map<string, number>()
  const joinBy = (key: string, at: number) => {
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, at)
    else sets.join(earlier, at)
  }
  for (const [at, { account }] of rows.entries()) {
    if (isLeftOut(at)) continue
    joinBy(`cluster ${clusters[at]}`, at)
    if (account !== undefined) joinBy(account, at)
  }
  const groups = new Map<number, number[]>()
  for (let at = 0; at < rows.length; at++) {
    if (isLeftOut(at)) continue
    const set = sets.find(at)
    const members = groups.get(set)
    if (members === undefined) groups.set(set, [at])
    else members.push(at)
  }
  return [...groups.values()].map((members) => {
    let key = rows[members[0]!]!.hash
    let violating = 0
    let latestMs: number | undefined
    for (const at of members) {
      const { hash, violates, atMs } = rows[at]!
      if (hash < key) key = hash
      if (violates) violating++
      if (atMs !== undefined && (latestMs === undefined || atMs > latestMs)) latestMs = atMs
    }
    return { rows: members, key, violating, latestMs }
  })
}
