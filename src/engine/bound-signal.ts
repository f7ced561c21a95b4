import type { SignalSpec } from '../pack/pack.ts'
import type { Signal } from '../signals/signal.ts'

/** A signal in a slot of an event type's frames. */
export interface BoundSignal {
  readonly signal: Signal
  readonly spec: SignalSpec
  /** The feature it reads is the content, so its spans are places in the content. */
  readonly onContent: boolean
}
