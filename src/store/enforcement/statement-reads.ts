import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { type AppealId, type EnforcementId, idFrom, type StatementId, uuidOf } from '../../core/ids.ts'
import type { Appealed, Page, Statement, StatementBody, StatementKind } from '../../enforcement/ports.ts'
import { idOr, msOf } from './columns.ts'

interface StatementRow {
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
const PAGE = `select * from haechi.statements
  where account = $1 and ($2::text[] is null or world = any($2)) and id < $3 order by id desc limit $4`

const COLUMN = { sor: 'id', enf: 'enforcement', d: 'decision' } as const
const APPEALED = (column: string) => `select * from haechi.statements
  where account = $1 and ${column} = $2 and kind in ('enforcement', 'notice') order by id desc limit 1`

export async function getStatement(pool: pg.Pool, id: StatementId): Promise<Statement | undefined> {
  return (await pool.query<StatementRow>(ONE, [uuidOf(id)])).rows.map(statementOf)[0]
}

/** What an account was told, newest first. */
export async function findStatements(
  pool: pg.Pool,
  account: EntityRef,
  { worlds, before, limit }: Page<StatementId>,
): Promise<Statement[]> {
  const values = [account, worlds, before === undefined ? 'f'.repeat(32) : uuidOf(before), limit]
  return (await pool.query<StatementRow>(PAGE, values)).rows.map(statementOf)
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

function statementOf(row: StatementRow): Statement {
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
