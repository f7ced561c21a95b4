import type pg from 'pg'
import type { DecisionId } from '../../core/id.ts'
import { type AppealId, type EnforcementId, idFrom, type JobId, uuidOf } from '../../core/ids.ts'
import type { ChainRecord, ChainStart } from '../../enforcement/log/ports.ts'
import { type AppealRow, appealOf } from './appeal-reads.ts'
import { ENFORCEMENT_COLUMNS, type EnforcementRow, idOr, type StrikeRow, strikeOf } from './columns.ts'
import { withCauses } from './enforcement-reads.ts'
import { type StatementRow, statementOf } from './statement-reads.ts'

/** A matter that goes on without end is shown as far as its latest. */
const MOST = 100
const MOST_DECISIONS = 20

/** From whatever a matter is entered by to its decisions and enforcements. */
const START: Readonly<Record<string, string>> = {
  d: 'select $1::uuid as decision, null::uuid as enforcement where exists (select from haechi.decisions where id = $1)',
  enf: `select c.decision, e.id as enforcement from haechi.enforcements e
    left join haechi.enforcement_causes c on c.enforcement = e.id where e.id = $1 order by c.at_ms desc`,
  // What a strike brought about stands on its decision, by which there is an index.
  str: `select s.decision, c.enforcement from haechi.strikes s
    left join haechi.enforcement_causes c on c.decision = s.decision and c.strike = s.id where s.id = $1`,
  sor: 'select decision, enforcement from haechi.statements where id = $1',
  app: 'select decision, enforcement from haechi.appeals where id = $1',
  job: `select j.decision, a.enforcement from haechi.jobs j left join haechi.appeals a on a.id = j.appeal
    where j.id = $1 and j.kind <> 'golden'`,
}

// Each way has an index of its own; joined by "or", the planner would walk the whole table for the order.
const ENFORCEMENTS = `select ${ENFORCEMENT_COLUMNS} from haechi.enforcements e
  where e.id in (select unnest($2::uuid[])
    union select enforcement from haechi.enforcement_causes where decision = any($1::uuid[]))
  order by e.id desc limit ${MOST}`
const STRIKES = `select * from haechi.strikes where id in (
    select id from haechi.strikes where decision = any($1::uuid[]) union select $2::uuid)
  order by id desc limit ${MOST}`
const STATEMENTS = `select * from haechi.statements where id in (
    select id from haechi.statements where decision = any($1::uuid[])
    union select id from haechi.statements where enforcement = any($2::uuid[]) union select $3::uuid)
  order by id desc limit ${MOST}`
const APPEALS = `select * from haechi.appeals where subject = any($1::text[]) order by id desc limit ${MOST}`
// A golden job is made for one person and leaves no trace.
const JOBS = `select id from haechi.jobs where kind <> 'golden' and id in (
    select id from haechi.jobs where decision = any($1::uuid[])
    union select id from haechi.jobs where appeal = any($2::uuid[]) and appeal is not null
    union select job from haechi.job_members where decision = any($1::uuid[])
    union select $3::uuid)
  order by id desc limit ${MOST}`
const REVERSED =
  'select decision, at_ms, appeal, why from haechi.reversed_decisions where decision = any($1::uuid[])'

/** See `EnforcementLog.chain`. */
export async function readChain(pool: pg.Pool, start: ChainStart): Promise<ChainRecord | undefined> {
  const entry = uuidOf(start)
  const text = START[start.slice(0, start.indexOf('-'))]!
  const found = await pool.query<{ decision: string | null; enforcement: string | null }>(text, [entry])
  if (found.rows.length === 0) return undefined
  const distinct = (ids: readonly (string | null)[]) => [...new Set(ids.filter((id) => id !== null))]
  const decisions = distinct(found.rows.map(({ decision }) => decision)).slice(0, MOST_DECISIONS)
  const named = distinct(found.rows.map(({ enforcement }) => enforcement))

  const enforcements = (await pool.query<EnforcementRow>(ENFORCEMENTS, [decisions, named])).rows
  const ids = enforcements.map(({ id }) => id)
  const subjects = [
    ...decisions.map((id) => idFrom<DecisionId>('d', id)),
    ...ids.map((id) => idFrom<EnforcementId>('enf', id)),
  ]
  const [strikes, statements, appeals, reversed] = await Promise.all([
    pool.query<StrikeRow>(STRIKES, [decisions, entry]),
    pool.query<StatementRow>(STATEMENTS, [decisions, ids, entry]),
    pool.query<AppealRow>(APPEALS, [subjects]),
    pool.query<{ decision: string; at_ms: string; appeal: string | null; why: string }>(REVERSED, [
      decisions,
    ]),
  ])
  const jobs = await pool.query<{ id: string }>(JOBS, [decisions, appeals.rows.map(({ id }) => id), entry])
  return {
    decisions: decisions.map((id) => idFrom<DecisionId>('d', id)).reverse(),
    jobs: jobs.rows.map(({ id }) => idFrom<JobId>('job', id)).reverse(),
    enforcements: (await withCauses(pool, enforcements)).reverse(),
    strikes: strikes.rows.map(strikeOf).reverse(),
    statements: statements.rows.map(statementOf).reverse(),
    appeals: appeals.rows.map(appealOf).reverse(),
    reversed: reversed.rows.map((row) => ({
      decision: idFrom<DecisionId>('d', row.decision),
      atMs: Number(row.at_ms),
      appeal: idOr<AppealId>('app', row.appeal),
      why: row.why,
    })),
  }
}
