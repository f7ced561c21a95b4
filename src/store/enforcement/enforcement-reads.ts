import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import { type EnforcementId, type StrikeId, uuidOf } from '../../core/ids.ts'
import type { EnforcementFilter, Page, StrikeFilter } from '../../enforcement/log/ports.ts'
import type { EnforcementRecord, StrikeRecord } from '../../enforcement/ports.ts'
import {
  type CauseRow,
  causeOf,
  ENFORCEMENT_COLUMNS,
  type EnforcementRow,
  enforcementOf,
  type StrikeRow,
  strikeOf,
} from './columns.ts'
import { listWhere, underPolicy } from './list-where.ts'

const ONE = `select ${ENFORCEMENT_COLUMNS} from haechi.enforcements e where e.id = $1`
const CAUSES = `select * from haechi.enforcement_causes where enforcement = any($1::uuid[]) order by at_ms, id`
const STRIKE = 'select * from haechi.strikes where id = $1'
const STANDING = `select * from haechi.strikes where account = any($1::text[]) and reversed_ms is null and expires_ms > $2 order by id`
const ALL_STANDING = `select * from haechi.strikes
  where reversed_ms is null and expires_ms > $1 and (account, id) > ($2, $3::uuid) order by account, id limit $4`

export async function withCauses(
  pool: pg.Pool,
  rows: readonly EnforcementRow[],
): Promise<EnforcementRecord[]> {
  const found = new Map(rows.map((row) => [row.id, enforcementOf(row)]))
  if (rows.length === 0) return []
  for (const row of (await pool.query<CauseRow>(CAUSES, [[...found.keys()]])).rows)
    found.get(row.enforcement)!.causes.push(causeOf(row))
  return [...found.values()]
}

export async function getEnforcement(
  pool: pg.Pool,
  id: EnforcementId,
): Promise<EnforcementRecord | undefined> {
  return (await withCauses(pool, (await pool.query<EnforcementRow>(ONE, [uuidOf(id)])).rows))[0]
}

/** Enforcements, newest first: all, or what an entity is under or an account is hit by. */
export async function findEnforcements(
  pool: pg.Pool,
  filter: EnforcementFilter,
  page: Page<EnforcementId>,
): Promise<EnforcementRecord[]> {
  const { entity, states, name, kind, policy } = filter
  const where = listWhere('e', filter, page)
  if (entity !== undefined) {
    const place = where.value(entity)
    where.and(`(e.target = ${place} or e.account = ${place})`)
  }
  if (states !== undefined) where.and(`e.state = any(${where.value(states)}::text[])`)
  if (name !== undefined) where.and(`e.name = ${where.value(name)}`)
  if (kind !== undefined || policy !== undefined) {
    const cause = ['c.enforcement = e.id']
    if (kind !== undefined) cause.push(`c.kind = ${where.value(kind)}`)
    if (policy !== undefined) cause.push(underPolicy(where, 'c.policy', policy))
    where.and(`exists (select from haechi.enforcement_causes c where ${cause.join(' and ')})`)
  }
  const { rows } = await pool.query<EnforcementRow>(
    `select ${ENFORCEMENT_COLUMNS} from haechi.enforcements e where ${where.text()}
     order by e.id desc limit ${where.value(page.limit)}`,
    where.values,
  )
  return withCauses(pool, rows)
}

/** Strikes, newest first: all, or those of an account. */
export async function findStrikes(
  pool: pg.Pool,
  filter: StrikeFilter,
  page: Page<StrikeId>,
): Promise<StrikeRecord[]> {
  const where = listWhere('s', filter, page)
  if (filter.account !== undefined) where.and(`s.account = ${where.value(filter.account)}`)
  if (filter.policy !== undefined) where.and(underPolicy(where, 's.policy', filter.policy))
  const { rows } = await pool.query<StrikeRow>(
    `select s.* from haechi.strikes s where ${where.text()} order by s.id desc limit ${where.value(page.limit)}`,
    where.values,
  )
  return rows.map(strikeOf)
}

export async function getStrike(pool: pg.Pool, id: StrikeId): Promise<StrikeRecord | undefined> {
  return (await pool.query<StrikeRow>(STRIKE, [uuidOf(id)])).rows.map(strikeOf)[0]
}

/** Those of accounts that count at a time. */
export async function standingStrikes(
  pool: pg.Pool,
  accounts: readonly EntityRef[],
  nowMs: number,
): Promise<StrikeRecord[]> {
  return (await pool.query<StrikeRow>(STANDING, [accounts, nowMs])).rows.map(strikeOf)
}

/** Gives the strikes of each account that count at a time to `take`, account by account. */
export async function eachAccount(
  pool: pg.Pool,
  nowMs: number,
  take: (strikes: readonly StrikeRecord[]) => void,
  slice = 10_000,
): Promise<void> {
  let held: StrikeRecord[] = []
  for (let [account, id] = ['', '0'.repeat(32)]; ; ) {
    const { rows } = await pool.query<StrikeRow>(ALL_STANDING, [nowMs, account, id, slice])
    for (const row of rows) {
      const strike = strikeOf(row)
      if (held.length > 0 && held[0]!.account !== strike.account) {
        take(held)
        held = []
      }
      held.push(strike)
    }
    const last = rows.at(-1)
    if (last === undefined || rows.length < slice) break
    account = last.account
    id = last.id
  }
  if (held.length > 0) take(held)
}
