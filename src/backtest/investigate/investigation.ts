import type { Value } from '../../core/value.ts'
import type { PackFiles } from '../../pack/pack.ts'
import type { EventRef } from '../event-ref.ts'
import type { Cost } from '../report/report.ts'
import type { Where } from './where.ts'

/** What is looked for in the past. */
export interface InvestigationAsked {
  readonly files: PackFiles
  /** The event type. */
  readonly on: string
  /** A condition over it. */
  readonly when: string
  /** What else must be so, of the event and of what was decided on it. */
  readonly where?: Where
  /** Expressions by whose values matching events are counted together. */
  readonly by?: readonly string[]
  /** Lists of the most frequent values, each by itself: of expressions, or `decision.verdict` and the like. */
  readonly lists?: readonly string[]
  /** Groups to show, the largest first; also in each list. */
  readonly top?: number
  /** Length of a step of the series, in ms; by default about sixty steps. */
  readonly everyMs?: number
  /** A page of the matching events, newest first; those before a decision, when it is given. */
  readonly events?: {
    readonly limit: number
    readonly before?: EventRef
    /** Without content, whoever asks. */
    readonly bare?: boolean
  }
  /** The events only: neither series nor groups nor lists. */
  readonly eventsOnly?: boolean
  /** Receipt in `[from, to)`, in ms since the epoch. */
  readonly from: number
  readonly to: number
  /** Whether values of content and personal data may be shown, as groups and in events; default true. */
  readonly mayShowContent?: boolean
  /** Looks over columns also at what SQL could. */
  readonly noSql?: boolean
}

export const INVESTIGATE_DEFAULTS = {
  top: 20,
  mostTop: 1000,
  mostSteps: 2000,
  mostLists: 12,
  mostEvents: 500,
} as const

/** The most frequent values of one thing. */
export interface TopList {
  /** The expression, or `decision.verdict` and the like. */
  readonly of: string
  readonly rows: readonly { readonly value: Value; readonly matched: number }[]
  /** What is counted under values that are not shown. */
  readonly others: number
  readonly distinct: number
  /** Each count may be too low by so much. 0: exact. */
  readonly within: number
}

export interface Series {
  readonly everyMs: number
  /** Beginnings of the steps; events count in the one that they happened in, those from outside at the ends. */
  readonly times: readonly string[]
  readonly events: readonly number[]
  readonly matched: readonly number[]
  /** Matching events by verdict. */
  readonly verdicts: Readonly<Record<string, readonly number[]>>
}

/** An event that matches, with what was decided. */
export interface SeenEvent {
  readonly decision: string
  readonly event: string | null
  readonly time: string
  readonly received: string
  readonly world: string
  readonly session: string | null
  readonly actor: string | null
  readonly target: string | null
  readonly verdict: string
  readonly fired: readonly string[]
  readonly shadow: readonly string[]
  /** Null where the content may not be shown. */
  readonly data: Readonly<Record<string, Value>> | null
}

/** What is known before all of it is: the series, or one list. */
export type InvestigationPart =
  | Pick<Investigation, 'events' | 'matched' | 'unknown' | 'series'>
  | { readonly list: TopList }

/** What was found: plain JSON. Times are RFC 3339 in UTC. */
export interface Investigation {
  readonly format: 1
  readonly asked: {
    readonly on: string
    readonly when: string
    readonly where: Where
    readonly by: readonly string[]
    readonly ruleset: string
    readonly from: string
    readonly to: string
  }
  readonly plan: readonly string[]
  readonly covered: {
    readonly missingDays: readonly string[]
    readonly notes: readonly string[]
    /** Receipt of the newest event of this type in the history: what came later is still on its way there. */
    readonly asOf: string | null
  }
  readonly events: number
  readonly matched: number
  /** Events for which the condition could not be decided. */
  readonly unknown: number
  readonly series: Series
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
  /** In the order asked for. */
  readonly lists: readonly TopList[]
  /** Null when none were asked for. */
  readonly page: {
    readonly events: readonly SeenEvent[]
    /** Leads to older ones; null when there are none. */
    readonly next: EventRef | null
  } | null
  readonly cost: Cost
}
