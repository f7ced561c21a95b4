import { hash } from 'node:crypto'
import type { Decision, Reason } from '../core/decision.ts'
import { decisionTime } from '../core/id.ts'
import { VERDICT_RANK } from '../core/verdict.ts'
import type { Entry, LabelChange } from '../engine/ports.ts'
import { canonicalEvent } from './canonical-event.ts'
import { keepHours, partitionEnd, partitionIndex } from './partition-plan.ts'

/** An entry as it goes into the tables; an empty text stands for null. */
export interface Row {
  /** 32 hexadecimal digits. */
  readonly id: string
  readonly idMs: number
  readonly keep: number
  /** Hours; 0: content is not stored at all. */
  readonly contentKeep: number
  readonly type: string
  readonly world: string
  readonly ruleset: string
  readonly verdict: number
  readonly timeMs: number
  readonly receivedMs: number
  readonly latencyMs: number
  readonly session: string
  readonly actor: string
  readonly target: string
  readonly eventId: string
  /** What rules said, counters and labels read as JSON (`Kept`), without what was read from the content. */
  readonly record: string
  readonly event: string
  /** The masked text and what the rules saw, as JSON. */
  readonly trace: string
  readonly effects: readonly string[]
  readonly labels: readonly LabelChange[]
  /** Hash of world and event id, 32 hexadecimal digits; empty for events without an id. */
  readonly key: string
  /** 64 bits of the hash of the event as sent, as a decimal. */
  readonly fingerprint: string
  /** When the event key may be forgotten, in hours since the epoch: with the decision's partition, not before. */
  readonly expires: number
}

/** What is kept of a decision as JSON; what is empty is left out. Reasons without what they saw. */
export interface Kept {
  readonly reasons?: readonly Omit<Reason, 'saw'>[]
  readonly shadow?: readonly Omit<Reason, 'saw'>[]
  readonly unknown?: Decision['unknown']
  readonly effects?: Decision['effects']
  readonly counters?: Readonly<Record<string, number>>
  readonly labels?: NonNullable<Decision['labels']>
  readonly models?: NonNullable<Decision['models']>
}

/** What is kept of a decision's reasons apart from the content. */
export interface Trace {
  readonly masked?: string
  readonly saw?: readonly Reason['saw'][]
  readonly shadowSaw?: readonly Reason['saw'][]
  readonly context?: NonNullable<Decision['context']>
  readonly media?: NonNullable<Decision['media']>
}

/** An entry that no table can hold: only this one is refused, not its batch. */
export class NotStorable extends Error {
  override readonly name = 'NotStorable'
}

/** Turns an entry into its row. Throws `NotStorable` naming the field that no table can hold. */
export function encodeEntry({ decision, event, keep, labels = NO_LABELS }: Entry): Row {
  const id = decision.decision.slice(2)
  const idMs = decisionTime(decision.decision)
  if (!/^[0-9a-f]{32}$/.test(id))
    throw new NotStorable('The decision has no valid id; make ids with decisionIds().')
  const decisionKeep = keepHours(keep.decisionMs)
  const contentKeep = keep.contentMs <= 0 ? 0 : Math.min(keepHours(keep.contentMs), decisionKeep)
  const sent = canonicalEvent(event)
  return {
    id,
    idMs,
    keep: decisionKeep,
    contentKeep,
    type: plain('type', decision.type),
    world: plain('world', decision.world),
    ruleset: plain('ruleset', decision.ruleset),
    verdict: VERDICT_RANK[decision.verdict],
    timeMs: moment('time', decision.time),
    receivedMs: moment('receivedAt', decision.receivedAt),
    latencyMs: Number.isFinite(decision.latencyMs) ? decision.latencyMs : 0,
    session: plain('session', decision.session),
    actor: plain('actor', decision.actor),
    target: plain('target', decision.target),
    eventId: plain('id', decision.eventId),
    record: recordOf(decision),
    event: contentKeep === 0 ? '' : sent,
    trace: contentKeep === 0 ? '' : traceOf(decision),
    effects: decision.effects.length === 0 ? NONE : decision.effects.map((effect) => JSON.stringify(effect)),
    labels,
    key: event.id === undefined ? '' : eventKey(decision.world, event.id),
    fingerprint: event.id === undefined ? '0' : fingerprintOf(sent),
    expires: partitionEnd(decisionKeep, partitionIndex(decisionKeep, idMs)) / 3_600_000,
  }
}

const NONE: readonly string[] = []
const NO_LABELS: readonly LabelChange[] = []

/** The key under which an event id counts once in its world: 32 hexadecimal digits. */
export function eventKey(world: string, eventId: string): string {
  return hash('sha256', `${world}\n${eventId}`, 'hex').slice(0, 32)
}

/** 64 bits that tell apart events with the same id after their content was erased; a signed decimal. */
function fingerprintOf(sent: string): string {
  return hash('sha256', sent, 'buffer').readBigInt64LE(0).toString()
}

// The columns of a batch travel as lines, so a line break would shift every row after it.
function plain(field: string, text: string | undefined): string {
  if (text === undefined) return ''
  if (/[\u0000-\u001f\p{Cs}]/u.test(text))
    throw new NotStorable(`${field} holds a control character or half a surrogate pair; send it without.`)
  return text
}

function moment(field: string, iso: string): number {
  const ms = Date.parse(iso)
  if (Number.isNaN(ms))
    throw new NotStorable(`${field} is no time; send RFC 3339, such as 2026-01-31T09:00:00Z.`)
  return ms
}

function recordOf({ reasons, shadow, unknown, effects, counters, labels, models }: Decision): string {
  const blank = (reason: Reason) => ({ ...reason, saw: undefined })
  const record: Kept = {
    ...(reasons.length > 0 ? { reasons: reasons.map(blank) } : {}),
    ...(shadow.length > 0 ? { shadow: shadow.map(blank) } : {}),
    ...(unknown.length > 0 ? { unknown } : {}),
    ...(effects.length > 0 ? { effects } : {}),
    ...(counters === undefined ? {} : { counters }),
    ...(labels === undefined ? {} : { labels }),
    ...(models === undefined ? {} : { models }),
  }
  for (const _ in record) return JSON.stringify(record)
  return ''
}

function traceOf({ masked, reasons, shadow, context, media }: Decision): string {
  const isEmpty = masked === undefined && context === undefined && media === undefined
  if (isEmpty && reasons.length + shadow.length === 0) return ''
  const trace: Trace = {
    ...(masked === undefined ? {} : { masked }),
    saw: reasons.map(({ saw }) => saw),
    shadowSaw: shadow.map(({ saw }) => saw),
    ...(context === undefined ? {} : { context }),
    ...(media === undefined ? {} : { media }),
  }
  return JSON.stringify(trace)
}
