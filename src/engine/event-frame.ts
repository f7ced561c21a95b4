import type { Decision, ModelFailure } from '../core/decision.ts'
import type { EntityRef } from '../core/entity.ts'
import type { JudgedEvent } from '../core/event.ts'
import type { Value } from '../core/value.ts'
import { type Frame, NOT_READ } from '../rules/frame.ts'
import type { Item } from '../signals/signal.ts'
import type { BoundSignal } from './bound-signal.ts'
import type { EventMemory } from './event-memory.ts'
import type { ContextRead } from './outcome.ts'

/** The frame of one event type. Serves one event at a time; `release` makes it ready for the next. */
export class EventFrame implements Frame {
  event: JudgedEvent
  readonly signals: (Value | typeof NOT_READ)[]
  readonly fired: Int32Array
  firedCount = 0
  readonly unknown: Int32Array
  unknownCount = 0
  /** Slots of dear signals that a condition asked for and that are not there yet. */
  readonly wanted = new Set<number>()
  /** Slots of signals that failed or came too late. */
  readonly failed = new Set<number>()
  /** Why models among those gave nothing. */
  readonly failures = new Map<number, ModelFailure>()
  memory: EventMemory | undefined
  /** Earlier messages as of the event's arrival; undefined where no signal of the event type reads them. */
  earlier: Item['earlier'] | undefined
  readonly #bound: readonly BoundSignal[]
  readonly #readsMedia: boolean
  readonly #items = new Map<string, Item>()
  readonly #labels = new Map<string, AskedLabel>()
  #touched = false

  /** `counterCount`: slots behind those of the signals. */
  constructor(bound: readonly BoundSignal[], counterCount: number, ruleCount: number) {
    this.event = NO_EVENT
    this.#bound = bound
    this.#readsMedia = bound.some(({ signal }) => signal.seen !== undefined)
    this.signals = Array.from({ length: bound.length + counterCount }, () => NOT_READ)
    this.fired = new Int32Array(ruleCount)
    this.unknown = new Int32Array(ruleCount)
  }

  readSignal(slot: number): Value {
    this.#touched = true
    const { signal } = this.#bound[slot]!
    // Until a dear signal arrives its slot reads as missing; the second stage puts the value in.
    this.signals[slot] = undefined
    const item = this.item(signal.of)
    if (item === undefined) return undefined
    if (signal.cost === 'dear') {
      const now = this.memory?.modelThen === undefined ? this.#atOnce(slot, item) : undefined
      if (now === undefined) this.wanted.add(slot)
      else this.signals[slot] = now
      return now
    }
    let value: Value
    try {
      value = signal.evaluate(item, this.event)
    } catch {
      this.failed.add(slot)
    }
    this.signals[slot] = value
    return value
  }

  /** What a dear signal gives without waiting; one that fails is waited for, so that its failure is told as any other. */
  #atOnce(slot: number, item: Item): Value {
    const { signal } = this.#bound[slot]!
    try {
      return signal.cost === 'dear' ? signal.atOnce?.(item, this.event) : undefined
    } catch {
      return undefined
    }
  }

  /** Asked once and then remembered: a second stage must see what the first one saw. */
  hasLabel(entity: string, label: string): boolean {
    const key = `${entity} ${label}`
    let asked = this.#labels.get(key)
    if (asked === undefined) {
      const borne = this.memory?.hasLabel(this.event, entity, label) ?? false
      asked = { entity: entity as EntityRef, label, borne }
      this.#labels.set(key, asked)
    }
    return asked.borne
  }

  /** The labels that were asked for and borne; undefined when there are none. */
  borneLabels(): { entity: EntityRef; label: string }[] | undefined {
    if (this.#labels.size === 0) return undefined
    const borne: { entity: EntityRef; label: string }[] = []
    for (const one of this.#labels.values())
      if (one.borne) borne.push({ entity: one.entity, label: one.label })
    return borne.length === 0 ? undefined : borne
  }

  /** The text of a feature as signals share it; undefined when the event has none. */
  item(feature: string): Item | undefined {
    const known = this.#items.get(feature)
    if (known !== undefined) return known
    const raw = this.event.data[feature]
    if (typeof raw !== 'string') return undefined
    const shared = new Map<object, unknown>()
    const item: Item = this.earlier === undefined ? { raw, shared } : { raw, shared, earlier: this.earlier }
    this.#items.set(feature, item)
    return item
  }

  /** What signals found with the help of earlier messages, to be recorded: a replay has those messages no more. */
  contextRead(): Record<string, ContextRead> | undefined {
    if (this.earlier === undefined) return undefined
    let read: Record<string, ContextRead> | undefined
    for (const [slot, { signal }] of this.#bound.entries()) {
      const value = this.signals[slot]
      if (signal.context === undefined || value === undefined || value === NOT_READ) continue
      const spans = signal.spans?.(value) ?? []
      if (spans.length > 0)
        read = { ...read, [signal.name]: { value: value as ContextRead['value'], spans: [...spans] } }
    }
    return read
  }

  /** What signals found in files, to be recorded: a replay looks at none. */
  mediaRead(): Decision['media'] {
    if (!this.#readsMedia || !this.#touched) return undefined
    let read: NonNullable<Decision['media']> | undefined
    for (const [slot, { signal, spec }] of this.#bound.entries()) {
      const value = this.signals[slot]
      if (signal.seen === undefined || value === undefined || value === NOT_READ) continue
      const item = this.item(signal.of)
      const seen = item === undefined ? [] : [...signal.seen(item)]
      // Scores of models stand with the models.
      const own = spec.model === undefined ? { value: value as ContextRead['value'] } : {}
      if (spec.model === undefined || seen.length > 0) read = { ...read, [signal.name]: { ...own, seen } }
    }
    return read
  }

  release(): void {
    this.event = NO_EVENT
    this.firedCount = 0
    this.unknownCount = 0
    this.memory = undefined
    this.earlier = undefined
    if (this.#labels.size > 0) this.#labels.clear()
    if (!this.#touched) return
    this.#touched = false
    this.signals.fill(NOT_READ)
    this.#items.clear()
    this.wanted.clear()
    this.failed.clear()
    if (this.failures.size > 0) this.failures.clear()
  }
}

interface AskedLabel {
  readonly entity: EntityRef
  readonly label: string
  readonly borne: boolean
}

/** Stands in a frame that serves no event. */
export const NO_EVENT: JudgedEvent = {
  id: undefined,
  type: '',
  time: 0,
  receivedAt: 0,
  world: '',
  session: undefined,
  actor: undefined,
  target: undefined,
  data: {},
}
