import type { Mode } from './pack.ts'

/** What is known of a rule, upon which it may be given more force. */
export interface PromotionFacts {
  readonly from: Mode | undefined
  readonly to: Mode
  /** Days that the condition, as it stands, was in shadow or a canary. */
  readonly shadowDays: number
  /** Events that it judged meanwhile, how often it fired or would have, and how often it could not be decided. */
  readonly events: number
  readonly fires: number
  readonly unknown: number
  readonly anomalies: number
  /** Firings that people judged, and how many of them were right; undefined: none, or whoever asks may not know. */
  readonly judged: { readonly n: number; readonly share: number } | undefined
  /** The condition itself, or where it judges, changes with the same step: nothing is known of the new one. */
  readonly changesCondition: boolean
}

/** One thing that speaks against it: the figure that it hangs on, and what it should be. */
export interface PromotionConcern {
  readonly kind: ConcernKind
  readonly value: number | undefined
  readonly wanted: number | undefined
}

export type ConcernKind =
  | 'never-in-shadow'
  | 'short-shadow'
  | 'few-events'
  | 'never-fired'
  | 'often-unknown'
  | 'out-of-line'
  | 'seldom-right'
  | 'condition-changed'

export const PROMOTE_DEFAULTS = {
  shadowDays: 1,
  events: 1000,
  unknownRate: 0.05,
  /** Of so many judged firings, so large a share should be right. */
  judged: 20,
  precision: 0.8,
} as const

export type MayPromote =
  | { readonly ok: true }
  | { readonly ok: false; readonly why: readonly PromotionConcern[] }

/**
 * Whether the evidence bears that a rule gets more force. What speaks against it forbids nothing: whoever manages
 * policies confirms that they know, and says why.
 */
export function mayPromote(
  facts: PromotionFacts,
  wanted: typeof PROMOTE_DEFAULTS = PROMOTE_DEFAULTS,
): MayPromote {
  const { shadowDays, events, fires, unknown, judged } = facts
  const why: PromotionConcern[] = []
  const concern = (kind: ConcernKind, value?: number, should?: number) =>
    void why.push({ kind, value, wanted: should })
  if (facts.changesCondition && facts.from !== undefined) concern('condition-changed')
  if (facts.from === undefined || facts.changesCondition || shadowDays === 0) concern('never-in-shadow')
  else {
    if (shadowDays < wanted.shadowDays) concern('short-shadow', shadowDays, wanted.shadowDays)
    if (events < wanted.events) concern('few-events', events, wanted.events)
    if (fires === 0) concern('never-fired', 0, 1)
    if (events > 0 && unknown / events > wanted.unknownRate)
      concern('often-unknown', unknown / events, wanted.unknownRate)
    if (facts.anomalies > 0) concern('out-of-line', facts.anomalies, 0)
    if (judged !== undefined && judged.n >= wanted.judged && judged.share < wanted.precision)
      concern('seldom-right', judged.share, wanted.precision)
  }
  return why.length === 0 ? { ok: true } : { ok: false, why }
}

/** Whether one mode has more force than another; a rule that is new had none. */
export function hasMoreForce(from: Mode | undefined, to: Mode): boolean {
  return forceOf(to) > forceOf(from)
}

/** The share of those it judges on whom it acts. */
function forceOf(mode: Mode | undefined): number {
  if (mode === undefined || mode.kind === 'shadow') return 0
  return mode.kind === 'live' ? 100 : mode.percent
}

/** What a concern says, in English. */
export function sayConcern({ kind, value = 0, wanted = 0 }: PromotionConcern): string {
  const percent = (share: number) => `${Number((share * 100).toFixed(1))} %`
  switch (kind) {
    case 'never-in-shadow':
      return 'It was never in shadow as it stands.'
    case 'short-shadow':
      return `It was in shadow for ${Number(value.toFixed(1))} days; ${wanted} or more tell more.`
    case 'few-events':
      return `It has judged ${value} events; ${wanted} or more tell more.`
    case 'never-fired':
      return 'It has never fired, so nothing is known of what it does.'
    case 'often-unknown':
      return `It could not be decided on ${percent(value)} of the events.`
    case 'out-of-line':
      return `${value} of its counts are out of line with the weeks before.`
    case 'seldom-right':
      return `Of its firings that people judged, ${percent(value)} were right.`
    case 'condition-changed':
      return 'Its condition changes in the same step.'
  }
}
