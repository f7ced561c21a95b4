import type { Value } from '../../core/value.ts'
import type { PackFiles } from '../../pack/pack.ts'
import type { Cost } from '../report/report.ts'

/** What is looked for in the past. */
export interface InvestigationAsked {
  readonly files: PackFiles
  /** The event type. */
  readonly on: string
  /** A condition over it. */
  readonly when: string
  /** Expressions by whose values matching events are counted together. */
  readonly by?: readonly string[]
  /** Groups to show, the largest first. */
  readonly top?: number
  /** Length of a step of the series, in ms; by default about sixty steps. */
  readonly everyMs?: number
  /** Receipt in `[from, to)`, in ms since the epoch. */
  readonly from: number
  readonly to: number
  /** Whether values of content and personal data may be shown, as groups; default true. */
  readonly mayShowContent?: boolean
  /** Looks over columns also at what SQL could. */
  readonly noSql?: boolean
}

export const INVESTIGATE_DEFAULTS = { top: 20, mostTop: 1000, mostSteps: 2000 } as const

/** What was found: plain JSON. Times are RFC 3339 in UTC. */
export interface Investigation {
  readonly format: 1
  readonly asked: {
    readonly on: string
    readonly when: string
    readonly by: readonly string[]
    readonly ruleset: string
    readonly from: string
    readonly to: string
  }
  readonly plan: readonly string[]
  readonly covered: {
    readonly missingDays: readonly string[]
    readonly notes: readonly string[]
  }
  readonly events: number
  readonly matched: number
  /** Events for which the condition could not be decided. */
  readonly unknown: number
  readonly series: {
    readonly everyMs: number
    /** Beginnings of the steps; events count in the one that they happened in, those from outside at the ends. */
    readonly times: readonly string[]
    readonly events: readonly number[]
    readonly matched: readonly number[]
  }
  readonly groups: {
    /** The largest first; values as they are sent, null where there is none. */
    readonly rows: readonly { readonly values: readonly Value[]; readonly matched: number }[]
    /** Matching events in groups that are not shown. */
    readonly others: number
    /** Groups in all. */
    readonly distinct: number
    /** Each count may be too low by so much: there were too many groups to hold them all. 0: exact. */
    readonly within: number
  } | null
  readonly cost: Cost
}
