import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import {
  type AnnotationId,
  type AppealId,
  type EnforcementId,
  idFrom,
  type StatementId,
  uuidOf,
} from '../../core/ids.ts'
import { Severity } from '../../core/severity.ts'
import type { AppealRecord, Page } from '../../enforcement/ports.ts'
import { idOr, msOf } from './columns.ts'

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
const PAGE = `select * from haechi.appeals
  where ($1::text is null or account = $1) and ($2::text is null or state = $2)
    and ($3::text[] is null or world = any($3)) and id < $4 order by id desc limit $5`

export async function getAppeal(
  pool: pg.Pool | pg.ClientBase,
  id: AppealId,
): Promise<AppealRecord | undefined> {
  return (await pool.query<AppealRow>(ONE, [uuidOf(id)])).rows.map(appealOf)[0]
}

/** Appeals of one account, or of all, newest first. */
export async function findAppeals(
  pool: pg.Pool,
  asked: { readonly account: EntityRef | undefined; readonly state: AppealRecord['state'] | undefined },
  { worlds, before, limit }: Page<AppealId>,
): Promise<AppealRecord[]> {
  const last = before === undefined ? 'f'.repeat(32) : uuidOf(before)
  const values = [asked.account ?? null, asked.state ?? null, worlds, last, limit]
  return (await pool.query<AppealRow>(PAGE, values)).rows.map(appealOf)
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
