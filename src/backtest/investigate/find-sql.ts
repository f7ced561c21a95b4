import type { Value } from '../../core/value.ts'
import type { CompiledEventType } from '../../engine/ruleset.ts'
import type { History } from '../../history/open-history.ts'
import { compileSql } from '../../rules/compile-sql.ts'
import type { Ir } from '../../rules/ir.ts'
import { noteNames, shaped } from '../replay/columns-asked.ts'
import { sqlColumnsOf } from '../sql/sql-columns.ts'
import type { Found, Steps } from './found.ts'
import { writtenValue } from './written-value.ts'

/** The condition and the expressions as SQL, or why there is none. */
export type FindPlan =
  | { readonly ok: true; readonly condition: string; readonly by: readonly string[] }
  | { readonly ok: false; readonly why: string }

export function planFindSql(compiled: CompiledEventType, when: Ir, by: readonly Ir[]): FindPlan {
  const columns = sqlColumnsOf(compiled.eventType)
  const all = [when, ...by].map((ir) => compileSql(ir, columns))
  const refused = all.find((one) => !one.ok)
  if (refused?.ok === false) return refused
  const [condition, ...rest] = all.flatMap((one) => (one.ok ? [one.sql] : []))
  return { ok: true, condition: condition!, by: rest }
}

export interface FindSqlJob {
  readonly history: History
  readonly compiled: CompiledEventType
  readonly when: Ir
  readonly by: readonly Ir[]
  readonly plan: FindPlan & { readonly ok: true }
  readonly from: number
  readonly to: number
  readonly steps: Steps
  readonly top: number
  readonly found: Found
  readonly signal?: AbortSignal
}

export interface SqlGroups {
  readonly rows: { readonly values: readonly Value[]; readonly matched: number }[]
  readonly distinct: number
}

/** Looks through the past by SQL; groups come back by themselves, the largest first. */
export async function findSql(job: FindSqlJob): Promise<SqlGroups> {
  const { history, compiled, when, by, plan, steps, found, signal } = job
  const type = compiled.eventType.name
  const names = new Set(['time', 'received'])
  for (const ir of [when, ...by]) noteNames(ir, names)
  const query = await history.query({
    types: new Map([[type, shaped(compiled, names)]]),
    from: job.from,
    to: job.to,
  })
  const { connection } = query
  const stop = () => connection.interrupt()
  signal?.addEventListener('abort', stop)
  try {
    signal?.throwIfAborted()
    const step = `least(${steps.count - 1}, greatest(0, ("time" - ${steps.fromMs}) // ${steps.everyMs}))::int`
    const series = await connection.runAndReadAll(
      `select ${step}, count(*)::double, (count(*) filter (where outcome))::double, (count(*) filter (where outcome is null))::double
       from (select "time", ${plan.condition} as outcome from ${query.viewOf(type)}) group by all`,
    )
    for (const [at, events, matched, unknown] of series.getRows()) {
      found.seriesEvents[Number(at)]! += Number(events)
      found.seriesMatched[Number(at)]! += Number(matched)
      found.events += Number(events)
      found.matched += Number(matched)
      found.unknown += Number(unknown)
    }
    if (by.length === 0) return { rows: [], distinct: 0 }
    const keys = plan.by.map((sql, i) => `(${sql}) as g${i}`).join(', ')
    const groups = `select ${keys}, count(*)::double as n from ${query.viewOf(type)} where ${plan.condition} group by all`
    // Groups as large as the last that is shown come along, so that the same ones are shown whoever looks.
    const rows = await connection.runAndReadAll(
      `select *, (count(*) over ())::double from (${groups}) qualify rank() over (order by n desc) <= ${job.top} limit ${10 * job.top + 1000}`,
    )
    const all = await connection.runAndReadAll(`select count(*)::double from (${groups})`)
    return {
      rows: rows.getRowsJS().map((row) => ({
        values: by.map((ir, i) => writtenValue(runTime(row[i], ir), ir.type)),
        matched: Number(row[by.length]),
      })),
      distinct: Number(all.getRows()[0]![0]),
    }
  } finally {
    signal?.removeEventListener('abort', stop)
    query.close()
  }
}

/** A value of SQL as a run-time value. */
function runTime(value: unknown, { type }: Ir): Value {
  if (value === null || value === undefined) return undefined
  switch (type.kind) {
    case 'int':
    case 'double':
    case 'timestamp':
    case 'duration':
      return Number(value)
    case 'bool':
      return value === true
    case 'string':
    case 'entity':
      return String(value)
    default:
      return JSON.parse(String(value)) as Value
  }
}
