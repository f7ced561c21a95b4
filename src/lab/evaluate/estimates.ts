import { clusteredInterval } from '../../stats/proportion/clustered-share.ts'
import { areaUnderCurve } from '../../stats/ranking/area-under-curve.ts'
import { averagePrecision } from '../../stats/ranking/average-precision.ts'
import type { Scored } from '../../stats/ranking/scored.ts'
import type { Estimate } from './evaluation.ts'
import type { ScoredRows } from './scored-rows.ts'

/** The share of `hits` among rows, with its interval over groups; undefined without rows. */
export function shareOf(hits: ArrayLike<number>, groups: ArrayLike<number>): Estimate | undefined {
  const of = hits.length
  if (of === 0) return undefined
  const clusters = new Map<number, { hits: number; of: number }>()
  let sum = 0
  for (let i = 0; i < of; i++) {
    sum += hits[i]!
    const one = clusters.get(groups[i]!)
    if (one === undefined) clusters.set(groups[i]!, { hits: hits[i]!, of: 1 })
    else {
      one.hits += hits[i]!
      one.of++
    }
  }
  return { value: sum / of, ...clusteredInterval([...clusters.values()]), of }
}

/** Rows as the ranking statistics take them; `has` in the place of `violates` where it is given. */
export function asScored(
  { scores, violates, groups }: Pick<ScoredRows, 'scores' | 'violates' | 'groups'>,
  has: ArrayLike<number> = violates,
): Scored[] {
  return Array.from(scores, (score, i) => ({
    score,
    isPositive: has[i] === 1,
    cluster: String(groups[i]),
  }))
}

export function areaOf(rows: readonly Scored[]): Estimate | undefined {
  const area = areaUnderCurve(rows)
  return area && { ...area, of: rows.length }
}

/** Average precision with its interval by resampling groups. */
export function averagePrecisionOf(
  random: () => number,
  rows: readonly Scored[],
  draws = 400,
): Estimate | undefined {
  const found = averagePrecision(random, rows, { draws })
  return found && { ...found, of: rows.length }
}
