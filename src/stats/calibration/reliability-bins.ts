import type { Interval } from '../exact-interval.ts'
import { clusteredInterval } from '../proportion/clustered-share.ts'
import type { Predicted } from './predicted.ts'

export interface ReliabilityBin {
  /** Lowest and highest probability given, and their mean. */
  readonly from: number
  readonly to: number
  readonly given: number
  /** The share that is positive, with its interval over clusters. */
  readonly seen: number
  readonly interval: Interval
  readonly rows: number
  readonly positives: number
}

/**
 * What was given beside what was seen, in bins of about equally many rows; rows of one probability are never parted, so that
 * there may be fewer bins. Undefined bins do not occur: without rows there is none.
 */
export function reliabilityBins(rows: readonly Predicted[], bins = 10, level = 0.95): ReliabilityBin[] {
  return cutEvenly(rows, bins).map((bin) => {
    const positives = bin.reduce((sum, { isPositive }) => sum + Number(isPositive), 0)
    const clusters = new Map<string, { hits: number; of: number }>()
    bin.forEach(({ isPositive, cluster }, i) => {
      const key = cluster === undefined ? `#${i}` : `c${cluster}`
      const one = clusters.get(key) ?? { hits: 0, of: 0 }
      clusters.set(key, { hits: one.hits + Number(isPositive), of: one.of + 1 })
    })
    return {
      from: bin[0]!.probability,
      to: bin[bin.length - 1]!.probability,
      given: bin.reduce((sum, { probability }) => sum + probability, 0) / bin.length,
      seen: positives / bin.length,
      interval: clusteredInterval([...clusters.values()], level),
      rows: bin.length,
      positives,
    }
  })
}

/** Rows by rising probability, in runs of about equal length that never part equal probabilities. */
export function cutEvenly(rows: readonly Predicted[], bins: number): Predicted[][] {
  const sorted = [...rows].sort((x, y) => x.probability - y.probability)
  const cut: Predicted[][] = []
  let start = 0
  for (let bin = 1; bin <= bins && start < sorted.length; bin++) {
    let end = Math.max(start + 1, Math.round((bin * sorted.length) / bins))
    while (end < sorted.length && sorted[end]!.probability === sorted[end - 1]!.probability) end++
    cut.push(sorted.slice(start, end))
    start = end
  }
  return cut
}
