import type { Interval } from '../exact-interval.ts'
import { studentQuantile } from '../special/student-quantile.ts'
import { exactLower, exactUpper } from './exact-bound.ts'

/** What was judged of one actor (account, account-day, room). */
export interface Cluster {
  readonly hits: number
  readonly of: number
}

export interface EffectiveSample {
  readonly value: number
  /** As many independent items would tell as much. */
  readonly size: number
  readonly clusters: number
}

/**
 * How many clusters' worth of the greatest design effect (all items of a cluster alike) is mixed into the one that was seen:
 * with few clusters that hit the one seen is far too often too small. Found in `bench/statistics`.
 */
const CAUTION = 2

/**
 * How many independent items a clustered sample of a share is worth. Source: Korn and Graubard, Survey Methodology 24
 * (1998), for the effective size; the caution with few hitting clusters is ours.
 */
export function effectiveSample(clusters: readonly Cluster[], level: number): EffectiveSample | undefined {
  const used = clusters.filter(({ of }) => of > 0)
  const sum = (f: (cluster: Cluster) => number) => used.reduce((total, one) => total + f(one), 0)
  const of = sum((one) => one.of)
  const count = used.length
  if (count === 0) return undefined
  const value = sum((one) => one.hits) / of
  const largest = sum((one) => one.of ** 2) / of
  if (count === 1) return { value, size: 1, clusters: 1 }
  const spread = ((count / (count - 1)) * sum((one) => (one.hits - value * one.of) ** 2)) / of
  const seen = value > 0 && value < 1 ? spread / (value * (1 - value)) : largest
  const telling = Math.min(
    sum((one) => Number(one.hits > 0)),
    sum((one) => Number(one.hits < one.of)),
  )
  const effect = Math.max(1, (telling * seen + CAUTION * largest) / (telling + CAUTION))
  const tail = (1 - level) / 2
  const degrees = (studentQuantile(Math.max(1, of - 1), tail) / studentQuantile(count - 1, tail)) ** 2
  return { value, size: largest === 1 ? of : (of / effect) * Math.min(1, degrees), clusters: count }
}

/**
 * The interval of a share whose items come in clusters: the exact interval of the effective sample. From 0 to 1 without any.
 */
export function clusteredInterval(clusters: readonly Cluster[], level = 0.95): Interval {
  const sample = effectiveSample(clusters, level)
  if (sample === undefined) return { low: 0, high: 1 }
  const hits = sample.value * sample.size
  const tail = (1 - level) / 2
  return { low: exactLower(hits, sample.size, tail), high: exactUpper(hits, sample.size, tail) }
}
