import type { Value } from '../../core/value.ts'

/** Groups that are held at most. */
const MOST_GROUPS = 400_000

/**
 * Counts by group, in bounded memory: when there are too many, the smallest half is let go, and every count may be too
 * low by what the largest of these had. Source: lossy counting (Manku and Motwani 2002), by size instead of by time.
 */
export class GroupCounts {
  readonly #counts = new Map<string, number>()
  readonly #most: number
  /** How much too low a count may be. */
  within = 0
  /** Groups let go; one that comes again counts again. */
  dropped = 0
  /** All that was added. */
  total = 0

  constructor(most = MOST_GROUPS) {
    this.#most = most
  }

  add(values: readonly Value[], count = 1): void {
    const key = JSON.stringify(values, undefinedAsNull)
    this.total += count
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + count)
    if (this.#counts.size > this.#most) this.#shrink()
  }

  get distinct(): number {
    return this.#counts.size + this.dropped
  }

  /** The largest groups; of equal ones, by the text of their values. */
  top(most: number): { readonly values: readonly Value[]; readonly matched: number }[] {
    return [...this.#counts]
      .sort(([a, m], [b, n]) => n - m || (a < b ? -1 : a > b ? 1 : 0))
      .slice(0, most)
      .map(([key, matched]) => ({ values: JSON.parse(key) as Value[], matched }))
  }

  #shrink(): void {
    const sorted = [...this.#counts.values()].sort((a, b) => a - b)
    const least = sorted[sorted.length >> 1]!
    this.within += least
    for (const [key, count] of this.#counts)
      if (count <= least) {
        this.#counts.delete(key)
        this.dropped++
      }
  }
}

/** NaN and infinities are no JSON: they stand as text. */
function undefinedAsNull(_key: string, value: unknown): unknown {
  return typeof value === 'number' && !Number.isFinite(value) ? String(value) : value
}
