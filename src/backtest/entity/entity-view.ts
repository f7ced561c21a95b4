import { sqlText } from '../../history/duck.ts'
import type { History } from '../../history/open-history.ts'
import type { HistoryQuery } from '../../history/query-history.ts'
import { ENVELOPE, LABELS } from '../../history/shape.ts'

/** Columns of the envelope that looks at entities read. */
type Column =
  | 'id'
  | 'event_id'
  | 'time'
  | 'received'
  | 'world'
  | 'session'
  | 'actor'
  | 'target'
  | 'verdict'
  | 'fired'
  | 'shadow'

/** Opens every event type of the history, or some, as one view `(type, …columns)`; undefined when there is none. */
export async function entityView(
  history: History,
  {
    columns,
    from,
    to,
    types,
  }: {
    readonly columns: readonly Column[]
    readonly from: number
    readonly to: number
    readonly types?: readonly string[]
  },
): Promise<(HistoryQuery & { readonly view: string }) | undefined> {
  const all = [...new Set(history.catalog.files.map(({ type }) => type))].filter(
    (type) => type !== LABELS && (types?.includes(type) ?? true),
  )
  if (all.length === 0) return undefined
  const shape = Object.fromEntries(columns.map((name) => [name, ENVELOPE[name]!]))
  const query = await history.query({ types: new Map(all.map((type) => [type, shape])), from, to })
  const selects = all.map((type) => `select ${sqlText(type)} as "type", * from ${query.viewOf(type)}`)
  return { ...query, view: `(${selects.join(' union all ')})` }
}

/** Whether an entity is in a row, as SQL. */
export function isIn(entity: string): string {
  const text = sqlText(entity)
  return `(actor = ${text} or target = ${text} or session = ${text})`
}
