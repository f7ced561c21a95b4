import { type AccountCount, emptyAccountCount, mergeAccounts } from './account-count.ts'
import { emptySample, mergeSamples, type Sample } from './sample.ts'

/** Where an event can be found again. */
export interface EventPlace {
  readonly type: string
  /** In ms since the epoch. */
  readonly received: number
}

/** An event on which what was recorded and what is said now differ. */
export interface Differing extends EventPlace {
  /** As recorded, and as said now. */
  readonly was: string
  readonly is: string
}

/** What was recorded of a rule under one ruleset, and what is said now of the same events. */
export interface Recorded {
  /** Events on which it fired, in force or in shadow, as recorded. */
  recorded: number
  /** Events on which it fires now. */
  replayed: number
  /** Events on which it did both. */
  both: number
}

/** What was counted of one rule. */
export interface RuleTally {
  /** Events on which it fired, by day of the range. */
  readonly days: Float64Array
  fired: number
  /** Of these, those on which it had force by its own mode. */
  forced: number
  unknown: number
  /** Events on which its verdict is stricter than the one recorded. */
  raised: number
  readonly accounts: AccountCount
  readonly examples: Sample<EventPlace>
  /** What was missing in a sample of the events on which it could not be decided. */
  readonly missing: Sample<readonly string[]>
  /** By ruleset. */
  readonly recorded: Map<string, Recorded>
  readonly differing: Sample<Differing & { readonly ruleset: string }>
}

/** An event that somebody has judged, and what is said of it. */
export interface Annotated {
  readonly id: string
  readonly violates: boolean
  readonly policies?: readonly string[] | undefined
  /** One over the chance with which it was drawn. */
  readonly weight: number
  /** Ranks of the verdicts. */
  readonly recorded: number
  readonly replayed: number
  /** Indexes of the rules that fired. */
  readonly fired: readonly number[]
}

/** What was counted over a part of the history. Plain data; parts are put together by `mergeTallies`. */
export interface Tally {
  events: number
  readonly byType: Map<string, number>
  readonly days: Float64Array
  /** Events by rank of the recorded verdict (rows of five) and of the one now. */
  readonly verdicts: Float64Array
  readonly changed: Sample<Differing>
  readonly rules: readonly RuleTally[]
  /** Rulesets that judged then. */
  readonly rulesets: Set<string>
  readonly annotated: Annotated[]
}

export interface TallySize {
  readonly days: number
  readonly rules: number
  /** Examples of each rule, and of events whose verdict changes. */
  readonly examples: number
}

/** Events whose missing names are looked at, and differing events told, for each rule. */
const MISSING_SAMPLE = 100
const DIFFERING = 10
/** Five verdicts. */
export const VERDICTS = 5

export function emptyTally({ days, rules, examples }: TallySize): Tally {
  return {
    events: 0,
    byType: new Map(),
    days: new Float64Array(days),
    verdicts: new Float64Array(VERDICTS * VERDICTS),
    changed: emptySample(Math.max(examples, DIFFERING)),
    rules: Array.from({ length: rules }, () => ({
      days: new Float64Array(days),
      fired: 0,
      forced: 0,
      unknown: 0,
      raised: 0,
      accounts: emptyAccountCount(),
      examples: emptySample(examples),
      missing: emptySample(MISSING_SAMPLE),
      recorded: new Map(),
      differing: emptySample(DIFFERING),
    })),
    rulesets: new Set(),
    annotated: [],
  }
}

/** Adds a tally over other events; whatever the order, the same comes out. */
export function mergeTallies(into: Tally, other: Tally): void {
  into.events += other.events
  for (const [type, events] of other.byType) into.byType.set(type, (into.byType.get(type) ?? 0) + events)
  addTo(into.days, other.days)
  addTo(into.verdicts, other.verdicts)
  mergeSamples(into.changed, other.changed)
  for (const ruleset of other.rulesets) into.rulesets.add(ruleset)
  into.annotated.push(...other.annotated)
  other.rules.forEach((from, i) => {
    const rule = into.rules[i]!
    addTo(rule.days, from.days)
    rule.fired += from.fired
    rule.forced += from.forced
    rule.unknown += from.unknown
    rule.raised += from.raised
    mergeAccounts(rule.accounts, from.accounts)
    mergeSamples(rule.examples, from.examples)
    mergeSamples(rule.missing, from.missing)
    mergeSamples(rule.differing, from.differing)
    for (const [ruleset, { recorded, replayed, both }] of from.recorded) {
      const known = recordedUnder(rule, ruleset)
      known.recorded += recorded
      known.replayed += replayed
      known.both += both
    }
  })
}

export function recordedUnder({ recorded }: RuleTally, ruleset: string): Recorded {
  let known = recorded.get(ruleset)
  if (known === undefined) {
    known = { recorded: 0, replayed: 0, both: 0 }
    recorded.set(ruleset, known)
  }
  return known
}

function addTo(into: Float64Array, other: Float64Array): void {
  for (let i = 0; i < into.length; i++) into[i]! += other[i]!
}
