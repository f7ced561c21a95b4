import type { JudgedEvent } from '../core/event.ts'
import type { Steps } from '../core/steps.ts'
import type { Value } from '../core/value.ts'

/** Stands in a signal's slot until the signal is first read. */
export const NOT_READ: unique symbol = Symbol('not read')

/**
 * One event while its rules run. An engine keeps one frame per event type and uses it again for each event,
 * so a judgement allocates nothing until a rule fires.
 */
export interface Frame {
  event: JudgedEvent
  /** Signal values by slot; `undefined` when it failed or is still to come. */
  readonly signals: (Value | typeof NOT_READ)[]
  /** Computes a cheap signal and puts it in its slot; for a dear one that is not there yet, notes the need. */
  readSignal(slot: number): Value
  /** Whether an entity, as `kind:id`, bears a label just now. */
  hasLabel(entity: string, label: string): boolean
  /** Indexes of the rules whose condition was true: the first `firedCount`, in rising order. */
  readonly fired: Int32Array
  firedCount: number
  /** Indexes of the rules whose condition could not be decided: the first `unknownCount`. */
  readonly unknown: Int32Array
  unknownCount: number
}

/** The rules of one event type, compiled. A rule is known by its index in the list that was compiled. */
export interface RowProgram {
  /** Judges every rule, appending to `fired` and `unknown`. */
  run(frame: Frame): void
  /** Judges only these rules again, after dear signals have arrived. */
  rerun(frame: Frame, rules: readonly number[]): void
  /** The values that a rule's condition read, by name as written in the condition; secrets left out. */
  saw(frame: Frame, rule: number): Record<string, Value>
  /** For a rule that came out unknown: the names that were missing or failed, or `error: …` for a run-time error. */
  missing(frame: Frame, rule: number): string[]
  /** The slots of the signals that a rule's condition may read. */
  signalsOf(rule: number): readonly number[]
  /** Makes code that events would have to wait for, at most so many pieces of 1 to 3 ms; returns how many. */
  makeReady(frame: Frame, most: number): Steps<number>
}
