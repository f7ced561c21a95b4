import type { DuckDBConnection } from '@duckdb/node-api'
import type { Value } from '../../core/value.ts'
import type { CompiledEventType } from '../../engine/ruleset.ts'
import { sqlName } from '../../history/duck.ts'
import type { History } from '../../history/open-history.ts'
import { compileSql } from '../../rules/compile-sql.ts'
import type { Ir } from '../../rules/ir.ts'
import { type EventRef, olderThan } from '../event-ref.ts'
import { noteNames, shaped } from '../replay/columns-asked.ts'
import { sqlColumnsOf } from '../sql/sql-columns.ts'
import { addVerdict, type Found, type Steps } from './found.ts'
import { DECIDED, type ListOf, listColumns } from './list-of.ts'
import { type Where, whereColumns, whereSql } from './where.ts'
import { writtenValue } from './written-value.ts'

/** The condition and the expressions as SQL, or why there is none. `lists`: undefined for what was decided. */
export type FindPlan =
  | {
      readonly ok: true
      readonly condition: string
      readonly by: readonly string[]
      readonly lists: readonly (string | undefined)[]
    }
  | { readonly ok: false; readonly why: string }

export function planFindSql(
  compiled: CompiledEventType,
  when: Ir,
  by: readonly Ir[],
  lists: readonly ListOf[],
): FindPlan {
  const columns = sqlColumnsOf(compiled.eventType)
  const read = lists.map((list) => (list.kind === 'expression' ? compileSql(list.ir, columns) : undefined))
  const all = [when, ...by].map((ir) => compileSql(ir, columns))
  const refused = [...all, ...read].find((one) => one?.ok === false)
  if (refused?.ok === false) return refused
  const [condition, ...rest] = all.flatMap((one) => (one.ok ? [one.sql] : []))
  return {
    ok: true,
    condition: condition!,
    by: rest,
    lists: read.map((one) => (one?.ok ? one.sql : undefined)),
  }
}

export interface FindSqlJob {
  readonly history: History
  readonly compiled: CompiledEventType
  readonly when: Ir
  readonly where: Where
  readonly by: readonly Ir[]
  readonly lists: readonly ListOf[]
  readonly plan: FindPlan & { readonly ok: true }
  readonly from: number
  readonly to: number
  readonly steps: Steps
  readonly top: number
  readonly found: Found
  /** How many of the newest matching events are wanted, and before which. */
  readonly newest: { readonly most: number; readonly before: EventRef | undefined }
  /** Told as soon as the series is known, and each list. */
  readonly part?: (
    part:
      | { readonly kind: 'series' }
      | { readonly kind: 'list'; readonly at: number; readonly groups: SqlGroups },
  ) => void
  readonly signal?: AbortSignal
}

export interface SqlGroups {
  readonly rows: { readonly values: readonly Value[]; readonly matched: number }[]
  readonly distinct: number
  /** The counts of all groups together. */
  readonly total: number
}

export interface FoundSql {
  readonly groups: SqlGroups
  readonly lists: readonly SqlGroups[]
  /** The newest matching events; undefined: they are to be looked for otherwise. */
  readonly newest: readonly EventRef[] | undefined
}

/** Of so few events, what is asked for is put aside once, and not looked for again for each list. */
const FEW_SHARE = 0.2

/** Looks through the past by SQL; groups and lists come back by themselves, the largest first. */
export async function findSql(job: FindSqlJob): Promise<FoundSql> {
  const { history, compiled, when, by, lists, plan, where, signal } = job
  const type = compiled.eventType.name
  const names = new Set(['id', 'time', 'received', 'verdict', ...whereColumns(where), ...listColumns(lists)])
  for (const ir of [when, ...by]) noteNames(ir, names)
  for (const list of lists) if (list.kind === 'expression') noteNames(list.ir, names)
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
    const view = query.viewOf(type)
    await series(job, connection, view)
    job.part?.({ kind: 'series' })
    const isFew = job.found.matched <= FEW_SHARE * job.found.events
    const all = `${view} where ${whereSql(where)} and (${plan.condition})`
    if (isFew) await putAside(connection, shaped(compiled, names), all)
    const matching = isFew ? ASIDE : all
    const groups = by.length === 0 ? NOTHING : await group(connection, matching, plan.by, by, job.top)
    const found: SqlGroups[] = []
    for (const [at, list] of lists.entries()) {
      const groups =
        list.kind === 'expression'
          ? await group(connection, matching, [plan.lists[at]!], [list.ir], job.top)
          : await group(connection, decidedOf(list, matching), ['"value"'], [undefined], job.top)
      found.push(groups)
      job.part?.({ kind: 'list', at, groups })
    }
    const newest = isFew ? await newestOf(connection, job.newest) : undefined
    return { groups, lists: found, newest }
  } finally {
    signal?.removeEventListener('abort', stop)
    query.close()
  }
}

/** Where matching events stand when they are few. */
const ASIDE = 'matching'

async function putAside(connection: DuckDBConnection, columns: object, matching: string): Promise<void> {
  const names = Object.keys(columns).map(sqlName).join(', ')
  await connection.run(`create temp table ${ASIDE} as select ${names} from ${matching}`)
}

async function newestOf(
  connection: DuckDBConnection,
  { most, before }: FindSqlJob['newest'],
): Promise<readonly EventRef[]> {
  if (most === 0) return []
  const rows = await connection.runAndReadAll(
    `select id, received from ${ASIDE} ${before === undefined ? '' : `where ${olderThan(before)}`}
     order by received desc, id desc limit ${most}`,
  )
  return rows.getRowsJS().map(([id, received]) => ({ id: String(id), received: Number(received) }))
}

const NOTHING: SqlGroups = { rows: [], distinct: 0, total: 0 }

async function series(
  { where: { worlds, ...where }, plan, steps, found }: FindSqlJob,
  connection: DuckDBConnection,
  view: string,
): Promise<void> {
  const step = `least(${steps.count - 1}, greatest(0, ("time" - ${steps.fromMs}) // ${steps.everyMs}))::int`
  const matching = whereSql(where)
  // Events of other worlds are none at all: whoever is bound to some must not count those of others.
  const counted = worlds === undefined ? view : `${view} where ${whereSql({ worlds })}`
  const rows = await connection.runAndReadAll(
    `select ${step}, verdict, count(*)::double, (count(*) filter (where outcome))::double, (count(*) filter (where outcome is null))::double
     from (select "time", verdict, case when ${matching} then (${plan.condition}) else false end as outcome from ${counted}) group by all`,
  )
  for (const [at, verdict, events, matched, unknown] of rows.getRows()) {
    found.seriesEvents[Number(at)]! += Number(events)
    found.seriesMatched[Number(at)]! += Number(matched)
    if (Number(matched) > 0) addVerdict(found, String(verdict), Number(at), Number(matched))
    found.events += Number(events)
    found.matched += Number(matched)
    found.unknown += Number(unknown)
  }
}

/** The rows of what was decided: one for each rule where it is a list. */
function decidedOf({ of }: ListOf & { kind: 'decided' }, matching: string): string {
  const { column, list } = DECIDED[of]
  return `(select ${list ? `unnest("${column}")` : `"${column}"`} as "value" from ${matching})`
}

/** The largest groups. Those as large as the last that is shown come along, so that the same ones are shown whoever looks. */
async function group(
  connection: DuckDBConnection,
  matching: string,
  keys: readonly string[],
  irs: readonly (Ir | undefined)[],
  top: number,
): Promise<SqlGroups> {
  const named = keys.map((sql, i) => `(${sql}) as g${i}`).join(', ')
  // One pass over the groups for the smallest count that is shown: to rank a million of them takes longer.
  const result = await connection.runAndReadAll(
    `with g as materialized (select ${named}, count(*)::double as n from ${matching} group by all)
     select *, (select count(*)::double from g), (select sum(n)::double from g) from g
     where n >= (select min(n) from (select n from g order by n desc limit ${top})) order by n desc limit ${10 * top + 1000}`,
  )
  const rows = result.getRowsJS()
  const first = rows[0]
  return {
    rows: rows.map((row) => ({
      values: irs.map((ir, i) =>
        ir === undefined ? String(row[i]) : writtenValue(runTime(row[i], ir), ir.type),
      ),
      matched: Number(row[keys.length]),
    })),
    distinct: first === undefined ? 0 : Number(first[keys.length + 1]),
    total: first === undefined ? 0 : Number(first[keys.length + 2]),
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
