import type { EntityRef } from '../core/entity.ts'

/** One label set on an entity or taken off, by a rule or by hand. What rules ask for is recorded as such changes. */
export interface LabelChange {
  /** Its place in the order of arrival: the 32 hexadecimal digits of the decision's id, or of an id made like one. */
  readonly id: string
  /** When the event was received, or the change made by hand; ms since the epoch. */
  readonly atMs: number
  readonly entity: EntityRef
  readonly label: string
  readonly op: 'set' | 'unset'
  /** When it ends, in ms since the epoch; undefined: never, and when a label is taken off. */
  readonly untilMs: number | undefined
  /** The rule that asked for it; undefined: somebody did it by hand. */
  readonly rule: string | undefined
}

/** The order of arrival as a number: ms since 2020 and the counter within one, exact till 2089. */
export function orderOf(id: string): number {
  return (Number.parseInt(id.slice(0, 12), 16) - EPOCH_MS) * 4096 + Number.parseInt(id.slice(13, 16), 16)
}

/** The order of whatever happens at a time, counters aside. */
export function orderAt(ms: number): number {
  return (ms - EPOCH_MS) * 4096
}

const EPOCH_MS = Date.UTC(2020, 0, 1)
