import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import { type EnforcementId, type StrikeId, uuidOf } from '../../core/ids.ts'
import type { EnforcementRecord, Page, StrikeRecord } from '../../enforcement/ports.ts'
import {
  type CauseRow,
  causeOf,
  ENFORCEMENT_COLUMNS,
  type EnforcementRow,
  enforcementOf,
  type StrikeRow,
  strikeOf,
} from './columns.ts'

const LAST = 'f'.repeat(32)

const ONE = `select ${ENFORCEMENT_COLUMNS} from haechi.enforcements e where e.id = $1`
const PAGE = `select ${ENFORCEMENT_COLUMNS} from haechi.enforcements e
  where (e.target = $1 or e.account = $1) and ($2 or e.state = 'applied') and ($3::text[] is null or e.world = any($3))
    and e.id < $4 order by e.id desc limit $5`
const CAUSES = `select * from haechi.enforcement_causes where enforcement = any($1::uuid[]) order by at_ms, id`
const STRIKES = `select * from haechi.strikes
  where account = $1 and ($2::text[] is null or world = any($2)) and id < $3 order by id desc limit $4`
const STRIKE = 'select * from haechi.strikes where id = $1'
const STANDING = `select * from haechi.strikes where account = $1 and reversed_ms is null and expires_ms > $2 order by id`
const ALL_STANDING = `select * from haechi.strikes
  where reversed_ms is null and expires_ms > $1 and (account, id) > ($2, $3::uuid) order by account, id limit $4`

async function withCauses(pool: pg.Pool, rows: readonly EnforcementRow[]): Promise<EnforcementRecord[]> {
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

/** What an entity is under, or an account is hit by, newest first; `all`: also what has ended. */
export async function findEnforcements(
  pool: pg.Pool,
  entity: EntityRef,
  all: boolean,
  { worlds, before, limit }: Page<EnforcementId>,
): Promise<EnforcementRecord[]> {
  const values = [entity, all, worlds, before === undefined ? LAST : uuidOf(before), limit]
  return withCauses(pool, (await pool.query<EnforcementRow>(PAGE, values)).rows)
}

export async function findStrikes(
  pool: pg.Pool,
  account: EntityRef,
  { worlds, before, limit }: Page<StrikeId>,
): Promise<StrikeRecord[]> {
  const values = [account, worlds, before === undefined ? LAST : uuidOf(before), limit]
  return (await pool.query<StrikeRow>(STRIKES, values)).rows.map(strikeOf)
}

export async function getStrike(pool: pg.Pool, id: StrikeId): Promise<StrikeRecord | undefined> {
  return (await pool.query<StrikeRow>(STRIKE, [uuidOf(id)])).rows.map(strikeOf)[0]
}

/** Those of an account that count at a time. */
export async function standingStrikes(
  pool: pg.Pool,
  account: EntityRef,
  nowMs: number,
): Promise<StrikeRecord[]> {
  return (await pool.query<StrikeRow>(STANDING, [account, nowMs])).rows.map(strikeOf)
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
