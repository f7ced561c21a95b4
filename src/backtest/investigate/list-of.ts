import type { Value } from '../../core/value.ts'
import { valueAt } from '../../rules/columns/loaded-column.ts'
import { compileColumnValue } from '../../rules/compile-column-value.ts'
import type { Ir } from '../../rules/ir.ts'
import type { BlockColumns } from '../replay/block-columns.ts'
import { writtenValue } from './written-value.ts'

/** What was decided, by which matching events can be counted as by a feature. */
export const DECIDED = {
  'decision.verdict': { column: 'verdict', list: false },
  'decision.fired': { column: 'fired', list: true },
  'decision.shadow': { column: 'shadow', list: true },
  'decision.unknown': { column: 'unknown', list: true },
} as const
export type Decided = keyof typeof DECIDED

export function isDecided(text: string): text is Decided {
  return Object.hasOwn(DECIDED, text)
}

/** A list of the most frequent values: of an expression, or of what was decided. */
export type ListOf =
  | { readonly kind: 'expression'; readonly of: string; readonly ir: Ir }
  | { readonly kind: 'decided'; readonly of: Decided }

/** The columns that must be read beside those of the expressions. */
export function listColumns(lists: readonly ListOf[]): string[] {
  return lists.flatMap((list) => (list.kind === 'decided' ? [DECIDED[list.of].column] : []))
}

/** Gives the values under which a row counts: none or several where a decision has a list. */
export type ReadList = (columns: BlockColumns) => (row: number) => readonly Value[]

export function readList(list: ListOf): ReadList {
  if (list.kind === 'expression') {
    const compiled = compileColumnValue(list.ir)
    return (columns) => {
      const values = compiled(columns)
      return (row) => [writtenValue(valueAt(values, row), list.ir.type)]
    }
  }
  const { column, list: several } = DECIDED[list.of]
  return ({ block }) => {
    const values = block.column(column)
    return (row) => {
      const value = valueAt(values, row)
      if (!several) return [value ?? null]
      return Array.isArray(value) ? (value as Value[]) : []
    }
  }
}
