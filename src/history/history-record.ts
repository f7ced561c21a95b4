import type { Decision } from '../core/decision.ts'
import type { JudgedEvent } from '../core/event.ts'
import type { Value } from '../core/value.ts'
import type { PastLabel } from './ports.ts'
import { LABELS } from './shape.ts'

/** One row of the history: a value for each column (see shape.ts); times are ms. */
export interface HistoryRecord {
  /** `d-` and 32 hexadecimal digits. */
  readonly id: string
  readonly type: string
  readonly eventId: string | undefined
  readonly time: number
  readonly received: number
  readonly world: string
  readonly session: string | undefined
  readonly actor: string | undefined
  readonly target: string | undefined
  readonly verdict: string
  readonly ruleset: string
  readonly latencyMs: number
  readonly fired: readonly string[]
  readonly shadow: readonly string[]
  readonly unknown: readonly string[]
  readonly counters: Decision['counters']
  readonly labels: Decision['labels']
  readonly effects: Decision['effects']
  /** Features by name, as run-time values. */
  readonly data: Readonly<Record<string, Value>>
}

/** The row of a decision; `data` are the features that its event was judged by. */
export function toRecord(decision: Decision, data: JudgedEvent['data']): HistoryRecord {
  return {
    id: decision.decision,
    type: decision.type,
    eventId: decision.eventId,
    time: Date.parse(decision.time),
    received: Date.parse(decision.receivedAt),
    world: decision.world,
    session: decision.session,
    actor: decision.actor,
    target: decision.target,
    verdict: decision.verdict,
    ruleset: decision.ruleset,
    latencyMs: decision.latencyMs,
    fired: decision.reasons.map(({ rule }) => rule),
    shadow: decision.shadow.map(({ rule }) => rule),
    unknown: decision.unknown.map(({ rule }) => rule),
    counters: decision.counters,
    labels: decision.labels,
    effects: decision.effects,
    data,
  }
}

/** The row of a change of a label. */
export function toLabelRecord({ id, atMs, entity, label, op, untilMs, rule }: PastLabel): HistoryRecord {
  return { ...NO_EVENT, id, received: atMs, data: { entity, label, op, until: untilMs, source: rule } }
}

const NO_EVENT: HistoryRecord = {
  id: '',
  type: LABELS,
  eventId: undefined,
  time: 0,
  received: 0,
  world: '',
  session: undefined,
  actor: undefined,
  target: undefined,
  verdict: '',
  ruleset: '',
  latencyMs: 0,
  fired: [],
  shadow: [],
  unknown: [],
  counters: undefined,
  labels: undefined,
  effects: [],
  data: {},
}
