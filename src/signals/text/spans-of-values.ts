import type { Span } from '../../core/decision.ts'
import type { Value, ValueType } from '../../core/value.ts'

export const LIST_OF_STRINGS: ValueType = { kind: 'list', of: { kind: 'string' } }

const NONE: readonly Span[] = []

/** Remembers where in the content the values of a signal came from, for as long as a value is in use. */
export class SpansOfValues {
  private readonly known = new WeakMap<object, readonly Span[]>()

  keep<V extends object>(spans: readonly Span[], value: V): V {
    this.known.set(value, spans)
    return value
  }

  /** Empty for a value that this signal did not make. */
  of(value: Value): readonly Span[] {
    return typeof value === 'object' && value !== null ? (this.known.get(value) ?? NONE) : NONE
  }
}
