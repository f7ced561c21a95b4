import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { type AppealId, type EnforcementId, idFrom, type StatementId, uuidOf } from '../../core/ids.ts'
import type { JudgedAppeal, LedgerWork } from '../../enforcement/ledger/ports.ts'
import { inTransaction } from '../in-transaction.ts'
import { idOr } from './columns.ts'
import { type LedgerDeps, withLedger } from './with-ledger.ts'

export interface TickDeps extends LedgerDeps {
  readonly pool: pg.Pool
  /** See enforcement/ledger-work.ts. */
  readonly tickWork: (appeals: readonly JudgedAppeal[]) => LedgerWork
}

const AT_ONCE = 500
// Mostly there is nothing to do, which one statement tells.
const ANY = `select exists (select from haechi.appeals where not told)
  or exists (select from haechi.enforcements where state = 'applied' and until_ms <= $1) as any`
// Not locked here: subjects are, before what is on them.
const DUE = `select target from haechi.enforcements
  where state = 'applied' and until_ms <= $1 order by until_ms limit $2`
const DECIDED = `select id, account, statement, decision, enforcement, world, policy, state from haechi.appeals
  where not told order by id limit $1 for update skip locked`
const TOLD = 'update haechi.appeals set told = true where id = any($1::uuid[])'

interface AppealRow {
  id: string
  account: EntityRef
  statement: string
  decision: string | null
  enforcement: string | null
  world: string | null
  policy: string
  state: 'upheld' | 'overturned'
}

/** Ends enforcements that are over, and carries out what people decided about appeals. Gives how many of both. */
export async function tickEnforcements(deps: TickDeps, nowMs: number): Promise<number> {
  const looked = await deps.pool.query<{ any: boolean }>({ name: 'any-tick', text: ANY, values: [nowMs] })
  if (!looked.rows[0]!.any) return 0
  return inTransaction(deps.pool, async (client) => {
    const decided = (await client.query<AppealRow>(DECIDED, [AT_ONCE])).rows
    const due = (await client.query<{ target: EntityRef }>(DUE, [nowMs, AT_ONCE])).rows
    if (decided.length + due.length === 0) return 0
    const appeals = decided.map(
      (row): JudgedAppeal => ({
        id: idFrom<AppealId>('app', row.id),
        account: row.account,
        statement: idFrom<StatementId>('sor', row.statement),
        decision: idOr<DecisionId>('d', row.decision),
        enforcement: idOr<EnforcementId>('enf', row.enforcement),
        world: row.world ?? undefined,
        policy: row.policy,
        outcome: row.state,
      }),
    )
    const overturned = appeals.filter(({ outcome }) => outcome === 'overturned')
    const wanted = {
      subjects: new Set(due.map(({ target }) => target)),
      reversing: overturned.flatMap(({ decision }) => (decision === undefined ? [] : [decision])),
      enforcements: overturned.flatMap(({ enforcement }) => (enforcement === undefined ? [] : [enforcement])),
    }
    await withLedger(deps, client, wanted, deps.tickWork(appeals), nowMs)
    await client.query(TOLD, [appeals.map(({ id }) => uuidOf(id))])
    return decided.length + due.length
  })
}
