import type { Verdict } from '../../core/verdict.ts'

/** Of the report of a backtest, what the page shows. */
export interface PastReport {
  readonly covered: { readonly events: number; readonly notes: readonly string[] }
  readonly verdicts: {
    readonly order: readonly Verdict[]
    /** Rows as recorded, columns as they would be. */
    readonly matrix: readonly (readonly number[])[]
    readonly changed: number
  }
  readonly rules: readonly {
    readonly rule: string
    readonly fired: number
    readonly raised: number
    readonly accounts: { readonly count: number }
    readonly unknown: {
      readonly count: number
      readonly share: number
      readonly missing: readonly { readonly name: string }[]
    }
    readonly examples: readonly PastExample[]
  }[]
}

export interface PastExample {
  readonly decision: string
  readonly type: string
  readonly received: string
  readonly world: string
  readonly verdict: string
  readonly actor: string | null
  readonly data: Readonly<Record<string, unknown>>
}

/** One line of the stream. */
export type PastLine =
  | { readonly kind: 'progress'; readonly events: number; readonly of: number }
  | { readonly kind: 'report'; readonly report: PastReport }
  | { readonly kind: 'refused'; readonly why: string; readonly lines: readonly string[] }
  | { readonly kind: 'problem'; readonly problem: { readonly detail: string; readonly wayOut: string } }

export const RANGES = ['yesterday', 'day', 'week', 'month'] as const
export type Range = (typeof RANGES)[number]

const DAY_MS = 86_400_000

/** From and to of a range, as RFC 3339; days are those of UTC. */
export function spanOf(range: Range, nowMs: number): { from: string; to: string } {
  const text = (ms: number) => new Date(ms).toISOString()
  const midnight = Math.floor(nowMs / DAY_MS) * DAY_MS
  if (range === 'yesterday') return { from: text(midnight - DAY_MS), to: text(midnight) }
  const days = { day: 1, week: 7, month: 30 }[range]
  return { from: text(nowMs - days * DAY_MS), to: text(nowMs) }
}
