import type { ModelUse, SeenPicture, Span } from '../core/decision.ts'
import type { JudgedEvent } from '../core/event.ts'
import type { Value, ValueType } from '../core/value.ts'

/** A term of a bank that stands in a text. */
export interface Find {
  /** In the raw text. */
  readonly span: Span
  /** The normal form of what stands there. */
  readonly form: string
  /** As the bank writes it. */
  readonly term: string
  readonly bank: string
  /** What had to be seen through. */
  readonly disguise: string
}

/**
 * A detector bound to one feature, ready to be asked. Cheap signals answer at once; dear ones (a remote
 * service, a model in another thread) answer later, within the deadline that the pack gives them.
 */
export type Signal = {
  /** Name in the pack, by which rules read it. */
  readonly name: string
  /** Changes whenever the same input could give another value. */
  readonly version: string
  readonly type: ValueType
  /** The feature it reads. */
  readonly of: string
  /** Which earlier messages it reads besides; see `Item.earlier`. Without any its value says that nothing was found. */
  readonly context?: ContextAsked
  /** Where in the content the value comes from; empty when there is no such place. */
  spans?(value: Value): readonly Span[]
  /** Why it found what the value tells, place by place. */
  finds?(value: Value): readonly Find[]
  /** Of one that reads a file: the pictures that its value for this item comes from. */
  seen?(item: Item): readonly SeenPicture[]
  /** Of one with `context`: takes a value and its spans as they were recorded for its own, when an event is replayed. */
  recall?(value: Value, spans: readonly Span[]): Value
  /** Of a model of which one and another may give the value: see `Recorded`. */
  readonly recorded?: Recorded
} & (
  | { readonly cost: 'cheap'; evaluate(item: Item, event: JudgedEvent): Value }
  | {
      readonly cost: 'dear'
      /** The value when it can be had without waiting; undefined: it has to be waited for. May throw, and is asked then. */
      atOnce?(item: Item, event: JudgedEvent): Value
      evaluate(item: Item, event: JudgedEvent, stop: AbortSignal): Promise<Value>
    }
)

/** How the value of a dear model stands in a decision, where it is not the model's one version and its scores. */
export interface Recorded {
  /** What is recorded; undefined: nothing, since no model served. */
  use(value: Value): ModelUse | undefined
  /** The value that was recorded; without a record, what it means that no model served. */
  again(use: ModelUse | undefined): Value
  /** The version of the model that an event asked and that failed. */
  failedVersion(event: JudgedEvent): string | undefined
}

/**
 * One piece of content while it is judged. Signals that share work (normalised text, one automaton's hits)
 * keep it here under a key of their own, so that it is done once per event.
 */
export interface Item {
  readonly raw: string
  readonly shared: Map<object, unknown>
  /**
   * The last messages before this one, oldest first, as of its arrival; none where nothing is remembered. At most as
   * many as some signal of the event type asks for in its `context`.
   */
  earlier?(asked: ContextAsked): readonly EarlierMessage[]
}

/** Which earlier messages a signal reads. */
export interface ContextAsked {
  /** `room`: sent to the same target, or in the same session; `pair`: between the same two, either way. */
  readonly of: 'room' | 'pair'
  /** So many at most. */
  readonly last: number
  /** Sent so long before at most, in ms. */
  readonly withinMs: number
}

/** A message sent before, as far as it is remembered. */
export interface EarlierMessage {
  readonly text: string
  readonly actor: string | undefined
  /** When it was received, in ms since the epoch. */
  readonly atMs: number
}
