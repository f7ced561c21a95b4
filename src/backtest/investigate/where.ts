import type { Verdict } from '../../core/verdict.ts'
import { sqlText } from '../../history/duck.ts'
import { valueAt } from '../../rules/columns/loaded-column.ts'
import type { BlockColumns } from '../replay/block-columns.ts'

/** What is asked of an event's envelope and of what was decided on it, beside a condition. All of it must hold. */
export interface Where {
  readonly verdicts?: readonly Verdict[]
  /** One of these rules had force. */
  readonly rules?: readonly string[]
  /** One of these rules fired without force. */
  readonly shadow?: readonly string[]
  readonly worlds?: readonly string[]
  readonly actors?: readonly string[]
  readonly targets?: readonly string[]
  readonly sessions?: readonly string[]
}

/** The history's column that each of them looks at, and whether it holds a list. */
const COLUMN = {
  verdicts: { column: 'verdict', list: false },
  rules: { column: 'fired', list: true },
  shadow: { column: 'shadow', list: true },
  worlds: { column: 'world', list: false },
  actors: { column: 'actor', list: false },
  targets: { column: 'target', list: false },
  sessions: { column: 'session', list: false },
} as const satisfies Record<keyof Where, { column: string; list: boolean }>

function asked(where: Where): (readonly [keyof Where, readonly string[]])[] {
  return (Object.keys(COLUMN) as (keyof Where)[]).flatMap((key) => {
    const values = where[key]
    return values === undefined ? [] : [[key, values] as const]
  })
}

/** The columns that must be read to tell. */
export function whereColumns(where: Where): string[] {
  return asked(where).map(([key]) => COLUMN[key].column)
}

/** As SQL over a view of the history: true or false, never null. */
export function whereSql(where: Where): string {
  const parts = asked(where).map(([key, values]) => {
    const { column, list } = COLUMN[key]
    if (values.length === 0) return 'false'
    const texts = values.map(sqlText).join(', ')
    return list
      ? `coalesce(list_has_any("${column}", [${texts}]::varchar[]), false)`
      : `coalesce("${column}" in (${texts}), false)`
  })
  return parts.length === 0 ? 'true' : `(${parts.join(' and ')})`
}

/** The same over the columns of a block, row by row. */
export function whereOver(where: Where, { block }: Pick<BlockColumns, 'block'>): (row: number) => boolean {
  const tests = asked(where).map(([key, values]) => {
    const { column, list } = COLUMN[key]
    const wanted = new Set(values)
    const read = block.column(column)
    return (row: number) => {
      const value = valueAt(read, row)
      if (list) return Array.isArray(value) && value.some((one) => wanted.has(String(one)))
      return value !== undefined && wanted.has(String(value))
    }
  })
  return (row) => tests.every((test) => test(row))
}
