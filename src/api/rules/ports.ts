import type { MinuteCounts } from '../live/ports.ts'

/** What a rule did: with force, without (in shadow, or a canary not drawn), and when it could not be decided. */
export interface RuleCounts {
  readonly fired: number
  readonly shadow: number
  readonly unknown: number
}

/** Counts to add. Hours count from the epoch. */
export interface HourCounts {
  readonly rules: readonly ({ readonly hour: number; readonly rule: string } & RuleCounts)[]
  readonly events: readonly {
    readonly hour: number
    readonly type: string
    readonly world: string
    readonly events: number
  }[]
  /** The same by the minute; not there: nothing to add. */
  readonly minutes?: MinuteCounts
}

/** A rule asked for, and where it judges. */
export interface AskedRule {
  readonly rule: string
  readonly on: readonly string[]
  /** Undefined: all worlds. */
  readonly worlds: readonly string[] | undefined
}

/** Hours from `from` (inclusive) to `to` (exclusive). */
export interface HourSpan {
  readonly from: number
  readonly to: number
}

/** Counts of one span, and the events that there were to fire on. */
export interface SpanCounts extends RuleCounts {
  readonly events: number
}

/** Sums over the hours of a baseline, from which rates and their spread follow: y firings or unknowns, n events. */
export interface BaselineSums {
  /** Hours with events. */
  readonly hours: number
  readonly n: number
  readonly nn: number
  readonly fired: { readonly y: number; readonly yy: number; readonly yn: number }
  readonly unknown: { readonly y: number; readonly yy: number; readonly yn: number }
}

export interface RuleHistory {
  readonly rule: string
  /** As the spans that were asked for. */
  readonly spans: readonly SpanCounts[]
  readonly baseline: BaselineSums
  /** The first hour with events for it; undefined: there were none. */
  readonly since: number | undefined
}

/** What each rule did, hour by hour; `fired` in sums counts firings with and without force. */
export interface RuleHours {
  add(counts: HourCounts): Promise<void>
  history(rules: readonly AskedRule[], spans: readonly HourSpan[], baseline: HourSpan): Promise<RuleHistory[]>
  /** Each hour from `from` on in which there were events for a rule, from the oldest. */
  hours(rule: AskedRule, from: number): Promise<({ readonly hour: number } & SpanCounts)[]>
  /** Firings of every rule, with and without force, by day since the epoch, from an hour on; days without left out. */
  days(from: number): Promise<{ readonly rule: string; readonly day: number; readonly fires: number }[]>
  /** Forgets the hours before this one, and the minutes before that one. */
  forget(beforeHour: number, beforeMinute: number): Promise<void>
}
