import type { LabRow } from './row.ts'
import { unionFind } from './union-find.ts'

/** Rows that must not be torn apart: of one account, or of one cluster, or both by a chain of others. */
export interface RowGroup {
  readonly rows: readonly number[]
  /** The least hash among them: the same whatever the order of the rows. */
  readonly key: string
  /** Different texts that nobody calls violating, and those that somebody does; near-duplicates are one. */
  readonly fine: number
  readonly violating: number
  /** The latest time among them, in ms since the epoch; undefined: none is known. */
  readonly latestMs: number | undefined
  /** Whether it is one text that many accounts say, and no account's. */
  readonly isCommon: boolean
}

/**
 * Joins rows by account and cluster; in order of their first rows. A row that is common is joined by its cluster alone:
 * it ties its account to nobody.
 */
export function groupRows(
  rows: readonly Pick<LabRow, 'hash' | 'account' | 'atMs' | 'violates'>[],
  clusters: ArrayLike<number>,
  isCommon: (at: number) => boolean = () => false,
): RowGroup[] {
  const set = setsOf(rows, clusters, isCommon)
  const groups = new Map<number, number[]>()
  for (let at = 0; at < rows.length; at++) {
    const members = groups.get(set[at]!)
    if (members === undefined) groups.set(set[at]!, [at])
    else members.push(at)
  }
  return [...groups.values()].map((members) => {
    let key = rows[members[0]!]!.hash
    let latestMs: number | undefined
    for (const at of members) {
      const { hash, atMs } = rows[at]!
      if (hash < key) key = hash
      if (atMs !== undefined && (latestMs === undefined || atMs > latestMs)) latestMs = atMs
    }
    const all = textsIn(members)
    const violating = textsIn(members.filter((at) => rows[at]!.violates))
    return { rows: members, key, violating, fine: all - violating, latestMs, isCommon: isCommon(members[0]!) }
  })

  function textsIn(members: readonly number[]): number {
    // Most groups are a row or two: a set for each would be most of the work.
    return members.length < 2 ? members.length : new Set(members.map((at) => clusters[at])).size
  }
}

/** For each row the least row that hangs together with it. */
export function setsOf(
  rows: readonly Pick<LabRow, 'account'>[],
  clusters: ArrayLike<number>,
  isCommon: (at: number) => boolean,
): Int32Array {
  const sets = unionFind(rows.length)
  const first = new Map<string | number, number>()
  const joinBy = (key: string | number, at: number) => {
    const earlier = first.get(key)
    if (earlier === undefined) first.set(key, at)
    else sets.join(earlier, at)
  }
  for (const [at, { account }] of rows.entries()) {
    joinBy(clusters[at]!, at)
    if (account !== undefined && !isCommon(at)) joinBy(account, at)
  }
  return Int32Array.from(rows, (_, at) => sets.find(at))
}
