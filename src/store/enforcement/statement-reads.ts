import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { type AppealId, type EnforcementId, idFrom, type StatementId, uuidOf } from '../../core/ids.ts'
import type { Appealed, Page, StatementFilter } from '../../enforcement/log/ports.ts'
import type { Statement, StatementBody, StatementKind } from '../../enforcement/ports.ts'
import { idOr, msOf } from './columns.ts'
import { listWhere, underPolicy } from './list-where.ts'

export interface StatementRow {
  id: string
  account: EntityRef
  kind: StatementKind
  decision: string | null
  enforcement: string | null
  appeal: string | null
  world: string | null
  policy: string
  at_ms: string
  appeal_until_ms: string | null
  body: StatementBody
}

const ONE = 'select * from haechi.statements where id = $1'

const COLUMN = { sor: 'id', enf: 'enforcement', d: 'decision' } as const
const APPEALED = (column: string) => `select * from haechi.statements
  where account = $1 and ${column} = $2 and kind in ('enforcement', 'notice') order by id desc limit 1`

export async function getStatement(pool: pg.Pool, id: StatementId): Promise<Statement | undefined> {
  return (await pool.query<StatementRow>(ONE, [uuidOf(id)])).rows.map(statementOf)[0]
}

/** What people were told, newest first: all, or an account. */
export async function findStatements(
  pool: pg.Pool,
  filter: StatementFilter,
  page: Page<StatementId>,
): Promise<Statement[]> {
  const { account, kinds, policy } = filter
  const where = listWhere('s', filter, page)
  if (account !== undefined) where.and(`s.account = ${where.value(account)}`)
  if (kinds !== undefined) where.and(`s.kind = any(${where.value(kinds)}::text[])`)
  if (policy !== undefined) where.and(underPolicy(where, 's.policy', policy))
  const { rows } = await pool.query<StatementRow>(
    `select s.* from haechi.statements s where ${where.text()} order by s.id desc limit ${where.value(page.limit)}`,
    where.values,
  )
  return rows.map(statementOf)
}

/** The latest statement of an account that may be appealed, by its id or by what it is about. */
export async function findAppealed(
  pool: pg.Pool,
  account: EntityRef,
  about: StatementId | EnforcementId | DecisionId,
): Promise<Appealed | undefined> {
  const column = COLUMN[about.slice(0, about.indexOf('-')) as keyof typeof COLUMN]
  const { rows } = await pool.query<StatementRow>(APPEALED(column), [account, uuidOf(about)])
  const found = rows.map(statementOf)[0]
  return found && { ...found, statement: found.id }
}

export function statementOf(row: StatementRow): Statement {
  return {
    id: idFrom<StatementId>('sor', row.id),
    account: row.account,
    kind: row.kind,
    decision: idOr<DecisionId>('d', row.decision),
    enforcement: idOr<EnforcementId>('enf', row.enforcement),
    appeal: idOr<AppealId>('app', row.appeal),
    world: row.world ?? undefined,
    policy: row.policy,
    atMs: Number(row.at_ms),
    appealUntilMs: msOf(row.appeal_until_ms),
    body: row.body,
  }
}
