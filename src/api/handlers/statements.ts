import type { StatementId } from '../../core/ids.ts'
import type { FindStatementsRequest, Statement, StatementList } from '../contract/enforcements.ts'
import { visible, worldsOf } from '../enforcement/asked-worlds.ts'
import { listFilter } from '../enforcement/list-filter.ts'
import { wireStatement } from '../enforcement/wire.ts'
import type { MakeHandler } from '../handler.ts'
import { orUnavailable } from './stored-decision.ts'

const PAGE = 100

export const statement: MakeHandler = (parts) => async (request) => {
  const { id } = request.params as { id: StatementId }
  const found = await orUnavailable(parts.enforcements.log.statement(id))
  return wireStatement(visible(request.grant!, found, 'statement')) satisfies Statement
}

/** Lists what players were told. */
export const findStatements: MakeHandler = (parts) => async (request) => {
  const { account, kinds, before, limit = PAGE, ...narrowed } = request.body as FindStatementsRequest
  const page = { worlds: worldsOf(request.grant!), before, limit }
  const found = await orUnavailable(
    parts.enforcements.log.statements({ account, kinds, ...listFilter(narrowed) }, page),
  )
  return {
    account: account ?? null,
    statements: found.map(wireStatement),
    next: found.length < limit ? null : found.at(-1)!.id,
  } satisfies StatementList
}
