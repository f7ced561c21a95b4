import type { EventInput } from '../../api/contract/screen.ts'

/** One line of the input, by its number from 1: an event to judge, or why it is none. */
export type InputRecord =
  | { readonly kind: 'event'; readonly line: number; readonly event: EventInput }
  | { readonly kind: 'bad'; readonly line: number; readonly why: string }

export const FORMATS = ['jsonl', 'csv', 'tsv', 'txt'] as const
export type Format = (typeof FORMATS)[number]

/** How lines become events. */
export interface RecordOptions {
  readonly format: Format
  readonly type: string
  /** The feature that a plain text becomes. */
  readonly feature: string
  /** The column, or the key of a JSON object, that holds the text; undefined: guessed. */
  readonly column: string | undefined
  readonly world: string | undefined
  readonly actor: string | undefined
  /** Mixed into the ids of events so that the same line has the same id; undefined: events get no id here. */
  readonly run: string | undefined
}
