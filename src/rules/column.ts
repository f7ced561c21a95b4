import type { Value } from '../core/value.ts'

/**
 * One feature, property or signal of many events: a value for each row. Times and durations are ms, as everywhere.
 * - `number`: int, double, timestamp, duration. `present[row]` is 0 where there is none; no `present`: all are there.
 *   (NaN is a value of a double, not a missing one.) What `values` holds in a row without a value does not matter.
 * - `bool`: 0 false, 1 true, 2 missing.
 * - `text`: strings and entities, as codes into `words`; -1 where there is none. Two codes may have the same word.
 *   Blocks that share one growing `words` array are judged faster: what was found out about a word is kept.
 * - `value`: lists, maps and whatever else; `undefined` where there is none.
 */
export type Column =
  | { readonly kind: 'number'; readonly values: Float64Array; readonly present?: Uint8Array }
  | { readonly kind: 'bool'; readonly values: Uint8Array }
  | { readonly kind: 'text'; readonly codes: Int32Array; readonly words: readonly string[] }
  | { readonly kind: 'value'; readonly values: readonly Value[] }

/** Events of one type as columns, in the order in which they were judged. */
export interface ColumnBlock {
  readonly rows: number
  /** The column of a property of the judged event: `id`, `type`, `time`, `receivedAt`, `world`, `session`, `actor`, `target`. */
  envelope(property: string): Column
  /** The column of a feature; one that these events never had is missing in every row. */
  data(feature: string): Column
  /** The column of a signal or counter, by its slot; computed when it is first asked for. */
  signal(slot: number): Column
  /** Whether the entity bears the label when the event of this row is judged. */
  hasLabel(row: number, entity: string, label: string): boolean
}
