import type { JudgedEvent } from '../core/event.ts'
import type { Value } from '../core/value.ts'
import { type Frame, NOT_READ } from '../rules/frame.ts'
import type { Item } from '../signals/signal.ts'
import type { BoundSignal } from './bound-signal.ts'
import type { EventMemory } from './event-memory.ts'

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
  memory: EventMemory | undefined
  readonly #bound: readonly BoundSignal[]
  readonly #items = new Map<string, Item>()
  #touched = false

  constructor(bound: readonly BoundSignal[], ruleCount: number) {
    this.event = NO_EVENT
    this.#bound = bound
    this.signals = bound.map(() => NOT_READ)
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
      this.wanted.add(slot)
      return undefined
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

  hasLabel(entity: string, label: string): boolean {
    return this.memory?.hasLabel(this.event, entity, label) ?? false
  }

  /** The text of a feature as signals share it; undefined when the event has none. */
  item(feature: string): Item | undefined {
    const known = this.#items.get(feature)
    if (known !== undefined) return known
    const raw = this.event.data[feature]
    if (typeof raw !== 'string') return undefined
    const item = { raw, shared: new Map<object, unknown>() }
    this.#items.set(feature, item)
    return item
  }

  release(): void {
    this.event = NO_EVENT
    this.firedCount = 0
    this.unknownCount = 0
    if (!this.#touched) return
    this.#touched = false
    this.signals.fill(NOT_READ)
    this.#items.clear()
    this.wanted.clear()
    this.failed.clear()
  }
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
