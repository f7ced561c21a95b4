import type { DuckDBConnection } from '@duckdb/node-api'
import { VERDICT_RANK, Verdict } from '../../core/verdict.ts'
import type { CompiledEventType } from '../../engine/ruleset.ts'
import { sqlText } from '../../history/duck.ts'
import type { History } from '../../history/open-history.ts'
import type { Rule } from '../../pack/pack.ts'
import { addString, beginHash, emptyHash, endHash } from '../../signals/counters/hash-key.ts'
import { fetchEvents } from '../fetch-events.ts'
import { frameOver } from '../frame-over.ts'
import { noteNames, shaped } from '../replay/columns-asked.ts'
import { addAccount } from '../report/account-count.ts'
import type { Drawn } from '../report/sample.ts'
import { type EventPlace, recordedUnder, type Tally, VERDICTS } from '../report/tally.ts'

const DAY_MS = 86_400_000

export interface SqlJob {
  readonly history: History
  readonly compiled: CompiledEventType
  /** The rule, which is taken to be added to what judged then. */
  readonly rule: Rule
  /** TRUE, FALSE or NULL by event. */
  readonly condition: string
  /** Whether events were judged by a rule of this id, with which it can be compared. */
  readonly compares: boolean
  readonly from: number
  readonly to: number
  readonly firstDayMs: number
  readonly seed: number
  readonly signal?: AbortSignal
}

/** Counts by SQL, for one event type, what a rule without memory says; its place in the tally is 0. */
export async function tallySql(job: SqlJob, tally: Tally): Promise<void> {
  const { history, compiled, rule, from, to } = job
  const type = compiled.eventType.name
  const names = new Set(['id', 'time', 'received', 'actor', 'verdict', 'world'])
  if (job.compares) for (const column of ['fired', 'shadow', 'ruleset']) names.add(column)
  noteNames(rule.irs.get(type)!, names)
  const query = await history.query({ types: new Map([[type, shaped(compiled, names)]]), from, to })
  const { connection } = query
  const stop = () => connection.interrupt()
  job.signal?.addEventListener('abort', stop)
  try {
    await count(connection, query.viewOf(type), job, tally)
  } finally {
    job.signal?.removeEventListener('abort', stop)
    query.close()
  }
}

async function count(connection: DuckDBConnection, view: string, job: SqlJob, tally: Tally): Promise<void> {
  const { rule, compiled, firstDayMs } = job
  const type = compiled.eventType.name
  const one = tally.rules[0]!
  const rank = rule.verdict === undefined ? 0 : VERDICT_RANK[rule.verdict]
  const here = rule.worlds && `world in (${rule.worlds.map(sqlText).join(', ')})`
  const condition = here ? `(case when ${here} then ${job.condition} else false end)` : job.condition
  const rows = async (sql: string): Promise<readonly (readonly unknown[])[]> => {
    job.signal?.throwIfAborted()
    return (await connection.runAndReadAll(sql)).getRows()
  }

  // 1. All events, and which could not be decided.
  const last = tally.days.length - 1
  const day = `least(${last}, greatest(0, ("time" - ${firstDayMs}) // ${DAY_MS}))::int`
  const all = await rows(
    `select ${day}, verdict, count(*)::double, (count(*) filter (where outcome is null))::double
     from (select "time", verdict, ${condition} as outcome from ${view}) group by all`,
  )
  for (const [at, verdict, events, unknown] of all) {
    const was = rankOf(verdict)
    tally.events += Number(events)
    tally.byType.set(type, (tally.byType.get(type) ?? 0) + Number(events))
    tally.days[Number(at)]! += Number(events)
    tally.verdicts[was * VERDICTS + was]! += Number(events)
    one.unknown += Number(unknown)
  }

  // 2. Those on which it fired.
  await connection.run(
    `create or replace temp table fired_now as
     select "time", received, actor, verdict${job.compares ? `, ruleset, ${recorded(rule.id)} as recorded` : ''}
     from ${view} where ${condition}`,
  )
  for (const [at, verdict, events] of await rows(
    `select ${day}, verdict, count(*)::double from fired_now group by all`,
  )) {
    const was = rankOf(verdict)
    const fired = Number(events)
    one.fired += fired
    one.forced += fired
    one.days[Number(at)]! += fired
    if (rank <= was) continue
    one.raised += fired
    tally.verdicts[was * VERDICTS + was]! -= fired
    tally.verdicts[was * VERDICTS + rank]! += fired
  }
  const hash = emptyHash()
  for (const [actor] of await rows('select distinct actor from fired_now where actor is not null')) {
    beginHash(hash)
    addString(hash, actor as string)
    endHash(hash)
    addAccount(one.accounts, hash.hi, hash.lo)
  }
  const draw: Draw = async (columns, where, most, times = view) => {
    if (most === 0) return []
    const score = scoreSql(job.seed)
    // First when they were received, which is little to read, then the events themselves.
    const drawn = await rows(
      `select received::double from (select distinct received from ${times} where ${where}) order by ${score}, received limit ${most}`,
    )
    if (drawn.length === 0) return []
    const events = await rows(
      `select id, (${score})::double, received::double${columns} from ${view}
       where received in (${drawn.map(([received]) => received).join(', ')}) and (${times === view ? where : `(${condition}) and (${where})`})
       order by 2, id limit ${most}`,
    )
    return events.map(([id, scored, received, ...more]) => ({
      drawn: { id: id as string, score: Number(scored), more: { type, received: Number(received) } },
      more,
    }))
  }
  for (const { drawn } of await draw('', 'true', one.examples.most, 'fired_now'))
    one.examples.drawn.push(drawn)
  if (rank > 0) {
    const milder = `verdict in (${Verdict.options.slice(0, rank).map(sqlText).join(', ')})`
    for (const { drawn, more } of await draw(', verdict', milder, tally.changed.most, 'fired_now'))
      tally.changed.drawn.push({
        ...drawn,
        more: { ...drawn.more, was: String(more[0]), is: Verdict.options[rank]! },
      })
  }
  if (one.unknown > 0) await drawMissing(draw, condition, job, tally)
  if (job.compares) await compare(rows, draw, view, condition, job, tally)
  await connection.run('drop table fired_now')
}

type Rows = (sql: string) => Promise<readonly (readonly unknown[])[]>

/** What was missing in some of the events on which it could not be decided. */
async function drawMissing(draw: Draw, condition: string, job: SqlJob, tally: Tally): Promise<void> {
  const { history, compiled } = job
  const { missing } = tally.rules[0]!
  const drawn = await draw('', `(${condition}) is null`, missing.most)
  const places = drawn.map(({ drawn: { id, more } }) => ({ id, received: more.received }))
  const events = await fetchEvents(history, compiled.eventType, places)
  for (const { drawn: one } of drawn) {
    const event = events.get(one.id)?.event
    if (event !== undefined)
      missing.drawn.push({ ...one, more: compiled.program.missing(frameOver(event), 0) })
  }
}

/** Draws events for which `where` is true; `times`: a table that has their times, of those that fired. */
type Draw = (
  columns: string,
  where: string,
  most: number,
  times?: string,
) => Promise<{ drawn: Drawn<EventPlace>; more: readonly unknown[] }[]>

async function compare(
  rows: Rows,
  draw: Draw,
  view: string,
  condition: string,
  { rule }: SqlJob,
  tally: Tally,
): Promise<void> {
  const one = tally.rules[0]!
  const was = recorded(rule.id)
  for (const [ruleset] of await rows(`select distinct ruleset from ${view}`))
    tally.rulesets.add(ruleset as string)
  for (const [ruleset, events] of await rows(
    `select ruleset, count(*)::double from ${view} where ${was} group by 1`,
  ))
    recordedUnder(one, ruleset as string).recorded += Number(events)
  for (const [ruleset, events, both] of await rows(
    'select ruleset, count(*)::double, (count(*) filter (where recorded))::double from fired_now group by 1',
  )) {
    const known = recordedUnder(one, ruleset as string)
    known.replayed += Number(events)
    known.both += Number(both)
  }
  const { most } = one.differing
  const both = [
    ...(await draw(
      `, ruleset, case when list_contains(fired, ${sqlText(rule.id)}) then 'fired' else 'fired in shadow' end,
       case when (${condition}) is null then 'cannot be decided' else 'does not fire' end`,
      `${was} and (${condition}) is distinct from true`,
      most,
    )),
    ...(await draw(", ruleset, 'did not fire', 'fires'", `not ${was} and (${condition})`, most)),
  ].sort((a, b) => a.drawn.score - b.drawn.score || (a.drawn.id < b.drawn.id ? -1 : 1))
  for (const { drawn, more } of both.slice(0, most)) {
    const [ruleset, before, now] = more.map(String)
    one.differing.drawn.push({
      ...drawn,
      more: { ...drawn.more, ruleset: ruleset!, was: before!, is: now! },
    })
  }
}

/** Whether a rule fired as recorded, in force or in shadow. */
function recorded(rule: string): string {
  return `(list_contains(fired, ${sqlText(rule)}) or list_contains(shadow, ${sqlText(rule)}))`
}

/** The score of report/sample.ts. */
function scoreSql(seed: number): string {
  const folded = `xor(xor((received & 4294967295)::ubigint, (received >> 32)::ubigint), ${seed >>> 0})`
  const mixed = `(${folded} * 2654435761::ubigint) % 4294967296::ubigint`
  return `xor(${mixed}, (${mixed}) >> 15)`
}

function rankOf(verdict: unknown): number {
  return VERDICT_RANK[verdict as Verdict] ?? 0
}
