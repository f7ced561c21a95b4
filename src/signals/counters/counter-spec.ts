import type { ValueType } from '../../core/value.ts'

/** What a counter tells of the events of its window. */
export type CounterKind = 'count' | 'rate' | 'distinct' | 'sum' | 'first' | 'last' | 'since' | 'score'

/** A counter's own numbers, apart from what it counts and by what. */
export interface CounterSpec {
  readonly kind: CounterKind
  /** Length of the sliding window, in ms; for a score, how long an idle key is kept. */
  readonly windowMs: number
  /** How far an event may lie behind the newest one of its key and still be put in its place, in ms. */
  readonly lateMs: number
  /** Whether the event that reads the value is part of it. */
  readonly self: boolean
  /** Only a rate's: the unit of time that it is per, in ms. */
  readonly unitMs: number
  /** Only a score's: the time in which it halves, in ms. */
  readonly halfLifeMs: number
}

/** The type of what rules read. A rate, score or sum of doubles is a double. */
export function counterType(kind: CounterKind, summed?: ValueType): ValueType {
  switch (kind) {
    case 'count':
    case 'distinct':
      return { kind: 'int' }
    case 'sum':
      return summed?.kind === 'int' || summed?.kind === 'duration' ? summed : { kind: 'double' }
    case 'rate':
    case 'score':
      return { kind: 'double' }
    case 'first':
    case 'last':
      return { kind: 'timestamp' }
    case 'since':
      return { kind: 'duration' }
  }
}
