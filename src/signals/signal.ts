import type { Span } from '../core/decision.ts'
import type { JudgedEvent } from '../core/event.ts'
import type { Value, ValueType } from '../core/value.ts'

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
  /** Where in the content the value comes from; empty when there is no such place. */
  spans?(value: Value): readonly Span[]
} & (
  | { readonly cost: 'cheap'; evaluate(item: Item, event: JudgedEvent): Value }
  | { readonly cost: 'dear'; evaluate(item: Item, event: JudgedEvent, stop: AbortSignal): Promise<Value> }
)

/**
 * One piece of content while it is judged. Signals that share work (normalised text, one automaton's hits)
 * keep it here under a key of their own, so that it is done once per event.
 */
export interface Item {
  readonly raw: string
  readonly shared: Map<object, unknown>
}
