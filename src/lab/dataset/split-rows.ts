import { hash } from 'node:crypto'
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
}

/**
 * Splits rows into train, tune and certify, by groups of account and cluster and never by row, so that nothing of what
 * is measured was seen in training. Where times are known the latest groups certify; the others are drawn by a hash of
 * the seed, violating and fine ones in like parts. The same rows and seed give the same splits, in whatever order.
 */
export function splitRows(
  rows: readonly Pick<LabRow, 'hash' | 'account' | 'atMs' | 'violates'>[],
  clusters: ArrayLike<number>,
  seed: number,
): SplitRows {
  const groups = groupRows(rows, clusters)
  const splits = new Array<Split>(rows.length).fill('train')
  const isLarge = (group: RowGroup) => group.rows.length > Math.max(1, LARGEST_GROUP * rows.length)
  const small = groups.filter((group) => !isLarge(group))
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
  return { splits, inLarge: sizeOf(groups.filter(isLarge)), timed: sizeOf(timed) }
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
