import type { Decision, ModelUse } from '../core/decision.ts'
import type { JudgedEvent } from '../core/event.ts'
import type { Frame } from '../rules/frame.ts'
import type { Item } from '../signals/signal.ts'

export type MediaThen = NonNullable<Decision['media']>[string]

/** What is remembered of earlier events, as the rules of one event type read it. */
export interface EventMemory {
  /**
   * Called once for each event, before its rules run: counts the event, and puts the value of every counter in its
   * slot of `frame.signals`, `undefined` where there is none.
   */
  remember(frame: Frame): void
  /**
   * Called once for each event, before its rules run: the messages before it that its signals may read, as they are
   * now, and notes the event's own for those to come. Not there where no signal of the event type reads any.
   */
  earlier?(event: JudgedEvent): NonNullable<Item['earlier']>
  /** Whether an entity, as `kind:id`, bears a label when the event is judged. */
  hasLabel(event: JudgedEvent, entity: string, label: string): boolean
  /**
   * Where an event is judged again: what a dear model gave then, or undefined when it was not asked. It is not asked
   * again; without this function it is.
   */
  modelThen?(model: string): ModelUse | undefined
  /** Where an event is judged again: what a signal found in a file then, and where; undefined: it gave no value. */
  mediaThen?(signal: string): MediaThen | undefined
}
