import { hash } from 'node:crypto'
import { accountsBeside, BOUNDS } from './find-common.ts'
import { groupRows, type RowGroup } from './group-rows.ts'
import { placeByClass, placeByTime, SPLIT_SHARES, textsOf } from './place-groups.ts'
import type { LabRow, Split } from './row.ts'

/** A group that has more than this of the rows, or of the texts, would be what is measured: it is learnt from instead. */
export const LARGEST_GROUP = 0.1

type SplitRow = Pick<LabRow, 'text' | 'hash' | 'account' | 'atMs' | 'violates'>

export interface SplitRows {
  readonly splits: readonly Split[]
  /** Rows in groups too large to measure by. */
  readonly inLarge: number
  /** The largest of these groups; undefined: there is none. */
  readonly largest: { readonly rows: number; readonly accounts: number } | undefined
  /** Rows whose place was given by time: the latest certify. */
  readonly timed: number
  /** Whether violating and fine rows were each split by their own time, since they come at other times. */
  readonly apart: boolean
  /** Rows of clusters that more accounts say than `bound`, as "gg" is: they tie no accounts together. */
  readonly common: { readonly bound: number; readonly clusters: number; readonly rows: number } | undefined
}

/**
 * Splits rows into train, tune and certify, by groups of account and cluster and never by row, so that nothing of what
 * is measured was seen in training. Tune and certify have their shares of all texts as long as there are groups that are
 * small enough. Where times are known the latest groups certify; the others are drawn by a hash of the seed. Violating
 * and fine texts are spread alike. The same rows and seed give the same splits, in whatever order.
 *
 * What many accounts say would join them all to one group. Where too little is left to measure by, clusters of more
 * accounts than a bound are groups of their own, drawn whatever their time. So no cluster is ever in two splits; an
 * account may be, by what many say and by nothing else.
 */
export function splitRows(rows: readonly SplitRow[], clusters: ArrayLike<number>, seed: number): SplitRows {
  const splits = new Array<Split>(rows.length).fill('train')
  const { bound, own, common, isLarge } = groupsToPlace(rows, clusters)
  const isTimed = ({ latestMs }: RowGroup) => latestMs !== undefined
  const timed = own.filter(isTimed)
  const inTime = small(timed).sort((a, b) => b.latestMs! - a.latestMs! || (a.key < b.key ? -1 : 1))
  const how = placeByTime(inTime, textsOf(timed), splits)
  for (const groups of [own.filter((group) => !isTimed(group)), common])
    placeByClass(drawn(small(groups), seed), textsOf(groups), splits)
  const large = [...own, ...common].filter(isLarge)
  const largest = large.reduce<RowGroup | undefined>(
    (most, group) => (most !== undefined && most.rows.length >= group.rows.length ? most : group),
    undefined,
  )
  return {
    ...{ splits, inLarge: sizeOf(large), timed: sizeOf(inTime), apart: how === 'apart' },
    largest: largest && {
      rows: largest.rows.length,
      accounts: new Set(largest.rows.flatMap((at) => rows[at]!.account ?? [])).size,
    },
    common: common.length === 0 ? undefined : { bound, clusters: common.length, rows: sizeOf(common) },
  }

  function small(groups: readonly RowGroup[]): RowGroup[] {
    return groups.filter((group) => !isLarge(group))
  }
}

/** Groups by the loosest bound at which tune and certify can have their shares; else by the one that leaves them the most. */
function groupsToPlace(rows: readonly SplitRow[], clusters: ArrayLike<number>) {
  const accounts = accountsBeside(rows, clusters)
  const most = accounts.reduce((sum, one) => Math.max(sum, one), 0)
  const count = new Set(rows.map((_, at) => clusters[at])).size
  const isLarge = ({ rows: own, fine, violating }: RowGroup) =>
    own.length > Math.max(1, LARGEST_GROUP * rows.length) ||
    fine + violating > Math.max(1, LARGEST_GROUP * count)
  const triedAt = (bound: number) => {
    const groups = groupRows(rows, clusters, (at) => accounts[at]! > bound)
    const own = groups.filter(({ isCommon }) => !isCommon)
    const [all, placed] = [textsOf(own), textsOf(own.filter((group) => !isLarge(group)))]
    const part = (of: 'fine' | 'violating') => (all[of] === 0 ? 1 : placed[of] / all[of])
    const placeable = Math.min(part('fine'), part('violating'))
    return { bound, own, common: groups.filter(({ isCommon }) => isCommon), placeable, isLarge }
  }
  const enough = SPLIT_SHARES.certify + SPLIT_SHARES.tune
  let best = triedAt(BOUNDS[0])
  for (const bound of BOUNDS.slice(1).filter((one) => one < most)) {
    if (best.placeable >= enough) break
    const next = triedAt(bound)
    if (next.own.length > 0 && next.placeable > best.placeable) best = next
  }
  return best
}

function drawn(groups: readonly RowGroup[], seed: number): RowGroup[] {
  return groups
    .map((group) => ({ group, lot: hash('sha256', `${seed} ${group.key}`) }))
    .sort((a, b) => (a.lot < b.lot ? -1 : 1))
    .map(({ group }) => group)
}

function sizeOf(groups: readonly RowGroup[]): number {
  return groups.reduce((sum, { rows }) => sum + rows.length, 0)
}
