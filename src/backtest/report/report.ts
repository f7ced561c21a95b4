import type { Value } from '../../core/value.ts'
import type { Verdict } from '../../core/verdict.ts'

/**
 * What a backtest found: plain JSON, from which every form to read is made. Times are RFC 3339 in UTC, days UTC days
 * of receipt. Content is in `examples` only.
 */
export interface BacktestReport {
  readonly format: 1
  readonly asked: {
    readonly kind: 'pack' | 'rule' | 'condition'
    /** The pack's id, the rule's id, or the condition as written. */
    readonly name: string
    /** Hash of the pack that the rules were taken from. */
    readonly ruleset: string
    readonly from: string
    readonly to: string
    /** Whether rules are added to what judged then, in force on all; else they take its place, each in its mode. */
    readonly added: boolean
  }
  /** How it was judged, a sentence a line. */
  readonly plan: readonly string[]
  readonly covered: {
    readonly events: number
    readonly byType: Readonly<Record<string, number>>
    /** Receipt of the first and the last event in the whole history; null: there is none. */
    readonly since: string | null
    readonly until: string | null
    /** Days of the range on which no event was received. */
    readonly missingDays: readonly string[]
    /** Whatever makes the figures less than they seem, a sentence a line. */
    readonly notes: readonly string[]
  }
  /** The days of the range, `YYYY-MM-DD`. The range is one of receipt. */
  readonly days: readonly string[]
  /** Events by the day that they happened on; those from before the range on its first day. */
  readonly events: readonly number[]
  readonly verdicts: {
    /** In order of strictness, for rows (as recorded) and columns (as they would be). */
    readonly order: readonly Verdict[]
    readonly matrix: readonly (readonly number[])[]
    readonly changed: number
    readonly stricter: number
    readonly milder: number
    readonly examples: readonly ChangedVerdict[]
  }
  readonly rules: readonly RuleReport[]
  /** Null: no annotations were given. */
  readonly annotations: {
    /** Of those given, the ones whose event is in the range. */
    readonly found: number
    readonly given: number
    readonly violating: number
    readonly weighted: boolean
    /** Of the verdicts, as recorded and as they would be: anything stricter than `allow` counts as found. */
    readonly recorded: Quality
    readonly replayed: Quality
    readonly method: string
  } | null
  readonly cost: Cost
}

export interface RuleReport {
  readonly rule: string
  readonly policy: string
  readonly on: readonly string[]
  readonly mode: string
  readonly verdict: Verdict | null
  readonly description: string | null
  readonly when: string
  readonly fired: number
  /** Of these, where it has force by its own mode. */
  readonly forced: number
  readonly perDay: readonly number[]
  /** Distinct actors on whose events it fired; `exact` false: estimated, relative standard error 0.81 %. */
  readonly accounts: { readonly count: number; readonly exact: boolean }
  /** Events of its types, of which it could not decide `count`. */
  readonly unknown: {
    readonly count: number
    readonly share: number
    readonly missing: readonly Missing[]
    readonly sampled: number
  }
  /** Events on which its verdict is stricter than the one recorded. */
  readonly raised: number
  /** Null: no ruleset that judged then is known to have had a rule of this id. */
  readonly recorded: {
    readonly rulesets: readonly string[]
    readonly recorded: number
    readonly replayed: number
    readonly both: number
    readonly differing: readonly DifferingEvent[]
  } | null
  readonly quality: Quality | null
  readonly examples: readonly ExampleEvent[]
}

/** A name that was missing, and in which share of the sampled events that could not be decided. */
export interface Missing {
  readonly name: string
  readonly share: number
}

export interface EventRef {
  readonly decision: string
  readonly type: string
  readonly received: string
}

export interface ChangedVerdict extends EventRef {
  readonly was: string
  readonly is: string
}

export interface DifferingEvent extends ChangedVerdict {
  readonly ruleset: string
}

export interface ExampleEvent extends EventRef {
  readonly actor: string | null
  readonly target: string | null
  readonly world: string
  readonly verdict: string
  /** Features by name, content among them. */
  readonly data: Readonly<Record<string, Value>>
}

/** Precision and recall with their 95 % intervals; null where nothing was judged that tells. */
export interface Quality {
  readonly precision: Interval | null
  readonly recall: Interval | null
}

export interface Interval {
  readonly value: number
  readonly low: number
  readonly high: number
  /** Judged events that it stands on, and how many of them count. */
  readonly of: number
  readonly hits: number
}

export interface Cost {
  readonly wallMs: number
  readonly cpuMs: number
  readonly eventsPerCpuSecond: number
  /** Bytes of the files that were read. */
  readonly bytes: number
  /** Events counted before the range began. */
  readonly warmUpEvents: number
  readonly threads: number
}
