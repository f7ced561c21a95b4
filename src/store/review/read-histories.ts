import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { type EnforcementId, idFrom, type StrikeId } from '../../core/ids.ts'
import type { AccountHistory, JobStore } from '../../review/jobs/ports.ts'
import { type EnforcementRow, idOr, msOf, type StrikeRow } from '../enforcement/columns.ts'

const STRIKES = 200
const ENFORCEMENTS = 50
const LABELS = 50

// Each for all accounts at once, however many jobs are asked for.
const READ_STRIKES = `select s.* from unnest($1::text[]) as a (account) cross join lateral (
    select id, account, world, decision, item, policy, family, weight, at_ms, taken_ms, expires_ms, reversed_ms
    from haechi.strikes where account = a.account order by id desc limit ${STRIKES}) s`
const READ_ENFORCEMENTS = `select a.account, e.*, array(select c.policy from haechi.enforcement_causes c
      where c.enforcement = e.id and c.reversed_ms is null) as policies
  from unnest($1::text[]) as a (account) cross join lateral (
    select id, name, target, world, from_ms, until_ms from haechi.enforcements
    where (target = a.account or account = a.account) and state = 'applied' order by id desc limit ${ENFORCEMENTS}) e`
const READ_LABELS = `select a.entity, l.* from unnest($1::text[]) as a (entity) cross join lateral (
    select l.label, min(l.at_ms) as since_ms,
      case when bool_or(l.until_ms is null) then null else max(l.until_ms) end as until_ms
    from haechi.labels l where l.entity = a.entity and l.source <> '-' and (l.until_ms is null or l.until_ms > $2)
      and not exists (select 1 from haechi.labels o
        where o.entity = l.entity and o.label = l.label and o.source = '-' and o.id > l.id)
    group by l.label order by l.label limit ${LABELS}) l`

type HistoryRow = Omit<StrikeRow, 'rule' | 'annotation' | 'by' | 'retroact'>

interface InForceRow
  extends Pick<EnforcementRow, 'id' | 'name' | 'target' | 'world' | 'from_ms' | 'until_ms'> {
  account: EntityRef
  policies: string[]
}

/** See `JobStore.histories`. */
export async function readHistories(
  pool: pg.Pool,
  accounts: readonly EntityRef[],
  nowMs: number,
): ReturnType<JobStore['histories']> {
  const found = new Map<EntityRef, Mutable<AccountHistory>>(
    accounts.map((account) => [account, { strikes: [], enforcements: [], labels: [] }]),
  )
  if (found.size === 0) return found
  const all = [...found.keys()]
  const [strikes, enforcements, labels] = await Promise.all([
    pool.query<HistoryRow>({ name: 'history-strikes', text: READ_STRIKES, values: [all] }),
    pool.query<InForceRow>({ name: 'history-enforcements', text: READ_ENFORCEMENTS, values: [all] }),
    pool.query<{ entity: EntityRef; label: string; since_ms: string; until_ms: string | null }>({
      ...{ name: 'history-labels', text: READ_LABELS, values: [all, nowMs] },
    }),
  ])
  for (const row of strikes.rows)
    found.get(row.account)!.strikes.push({
      id: idFrom<StrikeId>('str', row.id),
      world: row.world ?? undefined,
      decision: idOr<DecisionId>('d', row.decision),
      item: row.item ?? undefined,
      ...{ policy: row.policy, family: row.family, weight: row.weight },
      ...{ atMs: Number(row.at_ms), takenMs: Number(row.taken_ms), expiresMs: Number(row.expires_ms) },
      reversedMs: msOf(row.reversed_ms),
    })
  for (const row of enforcements.rows)
    found.get(row.account)!.enforcements.push({
      id: idFrom<EnforcementId>('enf', row.id),
      ...{ name: row.name, target: row.target, world: row.world ?? undefined, policies: row.policies },
      ...{ fromMs: Number(row.from_ms), untilMs: msOf(row.until_ms) },
    })
  for (const row of labels.rows)
    found.get(row.entity)!.labels.push({
      label: row.label,
      sinceMs: Number(row.since_ms),
      untilMs: msOf(row.until_ms),
    })
  return found
}

type Mutable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer One)[] ? One[] : T[Key] }
