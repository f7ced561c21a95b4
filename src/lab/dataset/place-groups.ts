import type { RowGroup } from './group-rows.ts'
import type { Split } from './row.ts'

/** Parts of the different texts; the rest is for training. */
export const SPLIT_SHARES = { certify: 0.25, tune: 0.15 } as const

/** How many texts of a class there are, with those of groups that cannot be placed. */
export interface TextCounts {
  readonly fine: number
  readonly violating: number
}
type Class = keyof TextCounts

/**
 * Places groups in their order: certify and tune take what is their share of `all`, in each class, as far as it goes;
 * training has the rest, beside what is not to be placed. Groups with violating texts first, so that these are spread.
 */
export function placeByClass(groups: readonly RowGroup[], all: TextCounts, splits: Split[]): void {
  const taken = { certify: 0, tune: 0 }
  const violating = groups.filter((group) => group.violating > 0)
  const goal = goalOf(all.violating, sum(violating, 'violating'))
  for (const [group, split] of fill(violating, 'violating', goal)) {
    if (split === 'train') continue
    taken[split] += group.fine
    put(group, split, splits)
  }
  // What came along with violating texts, of accounts that have both, is a part of it.
  const rest = groups.filter((group) => group.violating === 0)
  const whole = goalOf(all.fine, sum(groups, 'fine'))
  const left = {
    certify: Math.max(0, whole.certify - taken.certify),
    tune: Math.max(0, whole.tune - taken.tune),
  }
  for (const [group, split] of fill(rest, 'fine', left)) put(group, split, splits)
}

/** Places the latest groups in certify and those before in tune; each class by its own time where one would be short. */
export function placeByTime(
  groups: readonly RowGroup[],
  all: TextCounts,
  splits: Split[],
): 'as one' | 'apart' {
  const both = sum(groups, 'fine') + sum(groups, 'violating')
  const placed = [...fill(groups, 'both', goalOf(all.fine + all.violating, both))]
  const isShort = (['fine', 'violating'] as const).some((which) => {
    const goal = goalOf(all[which], sum(groups, which))
    return (['certify', 'tune'] as const).some((split) => {
      const got = placed.reduce((so, [group, own]) => so + (own === split ? group[which] : 0), 0)
      return got < goal[split] / 2
    })
  })
  if (isShort) {
    placeByClass(groups, all, splits)
    return 'apart'
  }
  for (const [group, split] of placed) put(group, split, splits)
  return 'as one'
}

/** So many texts certify and tune, of so many in all of which so many can be placed. */
function goalOf(all: number, placeable: number): { certify: number; tune: number } {
  const { certify, tune } = SPLIT_SHARES
  const of = Math.min(all, placeable / (certify + tune))
  return { certify: certify * of, tune: tune * of }
}

function* fill(
  groups: readonly RowGroup[],
  by: Class | 'both',
  goal: { certify: number; tune: number },
): Generator<readonly [RowGroup, Split]> {
  let passed = 0
  for (const group of groups) {
    const size = by === 'both' ? group.fine + group.violating : group[by]
    // By the group's middle, so that a group on the border falls where most of it lies.
    const at = passed + size / 2
    passed += size
    yield [group, at < goal.certify ? 'certify' : at < goal.certify + goal.tune ? 'tune' : 'train']
  }
}

function put({ rows }: RowGroup, split: Split, splits: Split[]): void {
  if (split !== 'train') for (const row of rows) splits[row] = split
}

function sum(groups: readonly RowGroup[], which: Class): number {
  return groups.reduce((all, group) => all + group[which], 0)
}

/** Different texts of groups, by class. */
export function textsOf(groups: readonly RowGroup[]): TextCounts {
  return { fine: sum(groups, 'fine'), violating: sum(groups, 'violating') }
}
