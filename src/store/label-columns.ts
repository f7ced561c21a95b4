import type { LabelChange } from '../engine/ports.ts'
import { lines, list } from './literals.ts'

/** The parameters of `labelColumns`, behind those of decisions and effects. */
export const LABEL_COLUMNS = `$25::uuid[], $26::int8[], string_to_array($27, E'\\n'), string_to_array($28, E'\\n'),
    string_to_array($29, E'\\n'), $30::boolean[], $31::int8[]`

/** Label changes of rules as parameters: id, time, entity, label, rule, whether set, end. */
export function labelColumns(changes: readonly LabelChange[]): string[] {
  return [
    list(changes, ({ id }) => id),
    list(changes, ({ atMs }) => atMs),
    lines(changes, ({ entity }) => entity),
    lines(changes, ({ label }) => label),
    lines(changes, ({ rule }) => rule ?? ''),
    list(changes, ({ op }) => (op === 'set' ? 't' : 'f')),
    list(changes, ({ untilMs }) => untilMs ?? 'null'),
  ]
}
