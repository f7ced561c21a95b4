import { z } from 'zod'
import type { Span } from '../../../core/decision.ts'
import type { JudgedEvent } from '../../../core/event.ts'
import type { Value, ValueType } from '../../../core/value.ts'
import { hashOf } from '../../hash-of.ts'
import type { SignalKind } from '../../signal-kind.ts'
import { SpansOfValues } from '../spans-of-values.ts'
import { type ReadText, readText } from './read-text.ts'

/** Something found in a text, and where: `[start, end)` in UTF-16 units of the raw text. */
export interface Find {
  readonly span: Span
}

export interface ExtractorSpec<F extends Find> {
  readonly kind: string
  /** Raise it whenever the same text could give another value. */
  readonly form: number
  readonly type: ValueType
  /** Everything of the kind in a text. `event` is there for those that say `seesEvent`. */
  find(read: ReadText, event: JudgedEvent | undefined): readonly F[]
  /** The value of what was found; of nothing too. It holds kinds and numbers, never what was found. */
  value(found: readonly F[]): { readonly [key: string]: Value }
  /** Whether the value hangs on more than the text, such as the time; a backtest then asks event by event. */
  readonly seesEvent?: boolean
}

/** A cheap kind of signal that finds things of one sort in a text and knows where they stand. */
export function extractor<F extends Find>(spec: ExtractorSpec<F>): SignalKind {
  const { kind, form, type } = spec
  const nothing = Object.freeze(spec.value([]))
  return {
    kind,
    form,
    options: z.strictObject({}),
    cost: 'cheap',
    type,
    build({ name, of }) {
      const spans = new SpansOfValues()
      const read = (raw: string, event?: JudgedEvent): Value => {
        const found = spec.find(readText(raw), event)
        if (found.length === 0) return nothing
        return spans.keep(
          found.map(({ span }) => span),
          spec.value(found),
        )
      }
      return {
        name,
        of,
        version: hashOf({ kind, form, of }),
        type,
        cost: 'cheap',
        // One that takes no event follows from its text alone: see backtest/replay/signal-words.ts.
        evaluate: spec.seesEvent ? (item, event) => read(item.raw, event) : (item) => read(item.raw),
        spans: (value) => spans.of(value),
      }
    },
  }
}

/** Each once, in the order of their first find. */
export function distinct<T>(values: Iterable<T>): T[] {
  return [...new Set(values)]
}
