import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import {
  type AnnotationId,
  type AppealId,
  type EnforcementId,
  idFrom,
  type JobId,
  type StatementId,
  uuidOf,
} from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import type { AppealFilter, Page } from '../../enforcement/log/ports.ts'
import type { AppealRecord } from '../../enforcement/ports.ts'
import { idOr, msOf } from './columns.ts'
import { listWhere, underPolicy } from './list-where.ts'

export interface AppealRow {
  id: string
  key: string | null
  account: EntityRef
  subject: string
  statement: string
  decision: string | null
  enforcement: string | null
  world: string | null
  policy: string
  severity: number
  text: string | null
  at_ms: string
  state: AppealRecord['state']
  annotation: string | null
  decided_ms: string | null
}

const ONE = 'select * from haechi.appeals where id = $1'
const JOBS = 'select appeal, id from haechi.jobs where appeal = any($1::uuid[]) and appeal is not null'

export async function getAppeal(
  pool: pg.Pool | pg.ClientBase,
  id: AppealId,
): Promise<AppealRecord | undefined> {
  return (await pool.query<AppealRow>(ONE, [uuidOf(id)])).rows.map(appealOf)[0]
}

/** Appeals, newest first. */
export async function findAppeals(
  pool: pg.Pool,
  filter: AppealFilter,
  page: Page<AppealId>,
): Promise<AppealRecord[]> {
  const { account, state, policy } = filter
  const where = listWhere('a', filter, page)
  if (account !== undefined) where.and(`a.account = ${where.value(account)}`)
  if (state !== undefined) where.and(`a.state = ${where.value(state)}`)
  if (policy !== undefined) where.and(underPolicy(where, 'a.policy', policy))
  const { rows } = await pool.query<AppealRow>(
    `select a.* from haechi.appeals a where ${where.text()} order by a.id desc limit ${where.value(page.limit)}`,
    where.values,
  )
  return rows.map(appealOf)
}

/** The job of each appeal that has one. */
export async function appealJobs(
  pool: pg.Pool,
  appeals: readonly AppealId[],
): Promise<ReadonlyMap<AppealId, JobId>> {
  const { rows } = await pool.query<{ appeal: string; id: string }>(JOBS, [appeals.map(uuidOf)])
  return new Map(rows.map(({ appeal, id }) => [idFrom<AppealId>('app', appeal), idFrom<JobId>('job', id)]))
}

export function appealOf(row: AppealRow): AppealRecord {
  return {
    id: idFrom<AppealId>('app', row.id),
    account: row.account,
    statement: idFrom<StatementId>('sor', row.statement),
    decision: idOr<DecisionId>('d', row.decision),
    enforcement: idOr<EnforcementId>('enf', row.enforcement),
    world: row.world ?? undefined,
    policy: row.policy,
    severity: Severity.options[row.severity]!,
    text: row.text ?? undefined,
    atMs: Number(row.at_ms),
    state: row.state,
    decidedMs: msOf(row.decided_ms),
    annotation: idOr<AnnotationId>('ann', row.annotation),
  }
}
