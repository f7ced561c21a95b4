import type pg from 'pg'
import type { EnforcementLog } from '../../enforcement/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'
import { findAppeals, getAppeal } from './appeal-reads.ts'
import {
  eachAccount,
  findEnforcements,
  findStrikes,
  getEnforcement,
  getStrike,
  standingStrikes,
} from './enforcement-reads.ts'
import { type FileDeps, fileAppeal } from './file-appeal.ts'
import { findAppealed, findStatements, getStatement } from './statement-reads.ts'
import { tickEnforcements } from './tick-enforcements.ts'
import { type LedgerDeps, withLedger } from './with-ledger.ts'

/** Enforcements, strikes, statements and appeals on Postgres. Rejects with `Unavailable`. */
export function enforcementLog(
  pool: pg.Pool,
  health: HealthWatch,
  deps: LedgerDeps & FileDeps,
): EnforcementLog {
  const read = <T>(work: () => Promise<T>) => available(health, work)
  const write = <T>(work: (client: pg.ClientBase) => Promise<T>) =>
    available(health, () => inTransaction(pool, work))
  return {
    change: (wanted, work, nowMs) => write((client) => withLedger(deps, client, wanted, work, nowMs)),
    tick: (tickWork, nowMs) => read(() => tickEnforcements({ ...deps, pool, tickWork }, nowMs)),
    get: (id) => read(() => getEnforcement(pool, id)),
    find: (entity, all, page) => read(() => findEnforcements(pool, entity, all, page)),
    strike: (id) => read(() => getStrike(pool, id)),
    strikes: (account, page) => read(() => findStrikes(pool, account, page)),
    standing: (account, nowMs) => read(() => standingStrikes(pool, account, nowMs)),
    eachAccount: (nowMs, take) => read(() => eachAccount(pool, nowMs, take)),
    statement: (id) => read(() => getStatement(pool, id)),
    statements: (account, page) => read(() => findStatements(pool, account, page)),
    appealed: (account, about) => read(() => findAppealed(pool, account, about)),
    file: (...asked) => write((client) => fileAppeal(deps, client, ...asked)),
    appeal: (id) => read(() => getAppeal(pool, id)),
    appeals: (asked, page) => read(() => findAppeals(pool, asked, page)),
  }
}
