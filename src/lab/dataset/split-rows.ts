import { hash } from 'node:crypto'
import { accountsBeside, BOUNDS } from './find-common.ts'
import { groupRows, type RowGroup } from './group-rows.ts'
import type { LabRow, Split } from './row.ts'

/** Parts of the rows; the rest is for training. */
export const SPLIT_SHARES = { certify: 0.25, tune: 0.15 } as const
/** A group that has more of the rows than this would be what is measured: it is learnt from instead. */
export const LARGEST_GROUP = 0.1

export interface SplitRows {
  readonly splits: readonly Split[]
  /** Rows in groups too large to measure by. */
  readonly inLarge: number
  /** Rows whose place was given by time: the latest certify. */
  readonly timed: number
  /** Rows of clusters that more accounts say than `bound`, as "gg" is: they join nobody and are only learnt from. */
  readonly common: { readonly bound: number; readonly clusters: number; readonly rows: number } | undefined
}

/**
 * Splits rows into train, tune and certify, by groups of account and cluster and never by row, so that nothing of what
 * is measured was seen in training. Where times are known the latest groups certify; the others are drawn by a hash of
 * the seed, violating and fine ones in like parts. The same rows and seed give the same splits, in whatever order.
 *
 * What many accounts say would join them all to one group. Where that leaves more rows to measure by, clusters of more
 * accounts than a bound join nobody, and are learnt from; so an account may have such rows in train and its others in
 * another split, but no near-duplicate of a row that was learnt from is measured by.
 */
export function splitRows(
  rows: readonly Pick<LabRow, 'text' | 'hash' | 'account' | 'atMs' | 'violates'>[],
  clusters: ArrayLike<number>,
  seed: number,
): SplitRows {
  const splits = new Array<Split>(rows.length).fill('train')
  const { bound, small, inLarge, inCommon } = groupsToPlace(rows, clusters)
  const timed = small
    .filter(({ latestMs }) => latestMs !== undefined)
    .sort((a, b) => b.latestMs! - a.latestMs! || (a.key < b.key ? -1 : 1))
  const drawn = small
    .filter(({ latestMs }) => latestMs === undefined)
    .map((group) => ({ ...group, lot: hash('sha256', `${seed} ${group.key}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
  place(timed, splits)
  place(
    drawn.filter(({ violating }) => violating > 0),
    splits,
  )
  place(
    drawn.filter(({ violating }) => violating === 0),
    splits,
  )
  const common =
    inCommon.length === 0
      ? undefined
      : { bound, clusters: new Set(inCommon.map((at) => clusters[at]!)).size, rows: inCommon.length }
  return { splits, inLarge, timed: sizeOf(timed), common }
}

/** Groups that can be measured by, by the bound that leaves the most rows in them; the loosest of those that do. */
function groupsToPlace(
  rows: readonly Pick<LabRow, 'text' | 'hash' | 'account' | 'atMs' | 'violates'>[],
  clusters: ArrayLike<number>,
) {
  const accounts = accountsBeside(rows, clusters)
  const most = accounts.reduce((sum, one) => Math.max(sum, one), 0)
  const isLarge = (group: RowGroup) => group.rows.length > Math.max(1, LARGEST_GROUP * rows.length)
  const triedAt = (bound: number) => {
    const groups = groupRows(rows, clusters, (at) => accounts[at]! > bound)
    const small = groups.filter((group) => !isLarge(group))
    return { bound, small, placed: sizeOf(small), inLarge: sizeOf(groups) - sizeOf(small) }
  }
  let best = triedAt(BOUNDS[0])
  // Without a group that is too large there is nothing to win.
  for (const bound of best.inLarge === 0 ? [] : BOUNDS.slice(1).filter((one) => one < most)) {
    const next = triedAt(bound)
    if (next.placed > best.placed) best = next
  }
  const inCommon = [...rows.keys()].filter((at) => accounts[at]! > best.bound)
  return { ...best, inCommon }
}

/** Certify takes the first groups, tune the next. */
function place(groups: readonly RowGroup[], splits: Split[]): void {
  const all = sizeOf(groups)
  let passed = 0
  for (const group of groups) {
    // By the group's middle, so that a group on the border falls where most of it lies.
    const at = (passed + group.rows.length / 2) / all
    passed += group.rows.length
    const split: Split =
      at < SPLIT_SHARES.certify ? 'certify' : at < SPLIT_SHARES.certify + SPLIT_SHARES.tune ? 'tune' : 'train'
    if (split !== 'train') for (const row of group.rows) splits[row] = split
  }
}

function sizeOf(groups: readonly RowGroup[]): number {
  return groups.reduce((sum, { rows }) => sum + rows.length, 0)
}
