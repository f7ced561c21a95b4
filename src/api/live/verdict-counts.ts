import { Verdict } from '../../core/verdict.ts'
import type { VerdictCounts } from '../contract/live.ts'

/** A number for each verdict, in their order, by name. */
export function verdictCounts(counts: readonly number[]): VerdictCounts {
  return Object.fromEntries(Verdict.options.map((verdict, i) => [verdict, counts[i] ?? 0])) as VerdictCounts
}

export function eventsOf(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0)
}
