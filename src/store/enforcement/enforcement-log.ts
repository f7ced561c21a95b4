import type pg from 'pg'
import type { EnforcementLog } from '../../enforcement/log/ports.ts'
import { available } from '../available.ts'
import type { HealthWatch } from '../health-watch.ts'
import { inTransaction } from '../in-transaction.ts'
import { appealJobs, findAppeals, getAppeal } from './appeal-reads.ts'
import {
  eachAccount,
  findEnforcements,
  findStrikes,
  getEnforcement,
  getStrike,
  standingStrikes,
} from './enforcement-reads.ts'
import { type FileDeps, fileAppeal } from './file-appeal.ts'
import { readChain } from './read-chain.ts'
import { findAppealed, findStatements, getStatement } from './statement-reads.ts'
import { tallyEnforcements } from './tally-enforcements.ts'
import { tickEnforcements } from './tick-enforcements.ts'
import { tryOut } from './try-out.ts'
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
    change: (wanted, work, nowMs) =>
      write(async (client) => (await withLedger(deps, client, wanted, work, nowMs)).changes),
    tryOut: (wanted, work, nowMs) => read(() => tryOut(deps, pool, wanted, work, nowMs)),
    tick: (tickWork, nowMs) => read(() => tickEnforcements({ ...deps, pool, tickWork }, nowMs)),
    get: (id) => read(() => getEnforcement(pool, id)),
    find: (filter, page) => read(() => findEnforcements(pool, filter, page)),
    strike: (id) => read(() => getStrike(pool, id)),
    strikes: (filter, page) => read(() => findStrikes(pool, filter, page)),
    standing: (accounts, nowMs) => read(() => standingStrikes(pool, accounts, nowMs)),
    eachAccount: (nowMs, take) => read(() => eachAccount(pool, nowMs, take)),
    statement: (id) => read(() => getStatement(pool, id)),
    statements: (filter, page) => read(() => findStatements(pool, filter, page)),
    appealed: (account, about) => read(() => findAppealed(pool, account, about)),
    file: (...asked) => write((client) => fileAppeal(deps, client, ...asked)),
    appeal: (id) => read(() => getAppeal(pool, id)),
    appeals: (filter, page) => read(() => findAppeals(pool, filter, page)),
    appealJobs: (appeals) => read(() => appealJobs(pool, appeals)),
    chain: (start) => read(() => readChain(pool, start)),
    tally: (worlds) => read(() => tallyEnforcements(pool, worlds)),
  }
}
