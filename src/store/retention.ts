import type pg from 'pg'
import { appendFacts } from './audit/append-facts.ts'
import { keepHeld, releaseHeld } from './holds/keep-held.ts'
import { RETENTION_LOCK } from './locks.ts'
import type { PartitionKeeper } from './partition-keeper.ts'
import { parsePartitionName, partitionEnd } from './partition-plan.ts'
import type { SaidLengths } from './retention/kept-for.ts'
import { pruneAudit } from './retention/prune-audit.ts'
import { sweepKept } from './retention/sweep-kept.ts'
import { sweepLabels } from './sweep-labels.ts'

export interface RetentionReport {
  /** Names of the partitions dropped. */
  readonly dropped: readonly string[]
  /** Event keys forgotten, which may be used anew. */
  readonly keys: number
  /** Rows of labels that are over, and of a history older than any decision. */
  readonly labels: number
  /** Rows of what was made of decisions, gone or emptied, by table. */
  readonly kept: Readonly<Record<string, number>>
  /** False: another process is at it. */
  readonly ran: boolean
}

/**
 * Drops the partitions whose last row has reached its age, forgets the event keys of dropped decisions and labels that are over, and makes
 * the partitions of the coming days. One process at a time; running it again does no harm.
 */
export async function applyRetention(
  parts: { pool: pg.Pool; partitions: PartitionKeeper; said?: SaidLengths },
  nowMs: number,
): Promise<RetentionReport> {
  const client = await parts.pool.connect()
  let broken = true
  try {
    const { rows } = await client.query<{ taken: boolean }>('select pg_try_advisory_lock($1) as taken', [
      RETENTION_LOCK,
    ])
    if (!rows[0]!.taken) {
      broken = false
      return { dropped: [], keys: 0, labels: 0, kept: {}, ran: false }
    }
    const dropped = await dropExpired(client, nowMs)
    const keys = await forgetKeys(client, nowMs)
    const labels = await sweepLabels(client, nowMs)
    const kept = await sweepKept(client, nowMs, parts.said)
    await releaseHeld(client, nowMs)
    await pruneAudit(client, nowMs)
    await client.query('select pg_advisory_unlock($1)', [RETENTION_LOCK])
    broken = false
    if (dropped.length > 0) await parts.partitions.forget()
    await note(parts.pool, { ...kept, ...(dropped.length > 0 && { partitions: dropped.length }) }, nowMs)
    await parts.partitions.ensureAhead(nowMs)
    return { dropped, keys, labels, kept, ran: true }
  } finally {
    // Closing the connection frees the advisory lock after an error.
    client.release(broken)
  }
}

/** What went is noted in the audit log; a quiet hour is not. */
async function note(pool: pg.Pool, details: Record<string, number>, nowMs: number): Promise<void> {
  if (Object.keys(details).length === 0) return
  await appendFacts(pool, [
    {
      atMs: nowMs,
      who: 'service',
      name: '',
      what: 'retention',
      ids: [],
      entities: [],
      outcome: 'done',
      details,
    },
  ])
}

async function dropExpired(client: pg.ClientBase, nowMs: number): Promise<string[]> {
  const { rows } = await client.query<{ name: string; pending: boolean | null }>(
    `select c.relname as name, i.inhdetachpending as pending from pg_class c
     join pg_namespace n on n.oid = c.relnamespace left join pg_inherits i on i.inhrelid = c.oid
     where n.nspname = 'haechi' and c.relkind = 'r' order by 1`,
  )
  const dropped: string[] = []
  for (const { name, pending } of rows) {
    const parsed = parsePartitionName(name)
    if (!parsed || partitionEnd(parsed.keep, parsed.index) > nowMs) continue
    const parent = `haechi.${parsed.table}_k${parsed.keep}`
    await keepHeld(client, parsed.table, name, nowMs)
    // Detached first and concurrently, so that nobody has to wait for the drop; a detach cut short is finished.
    if (pending !== null)
      await client.query(
        `alter table ${parent} detach partition haechi.${name} ${pending ? 'finalize' : 'concurrently'}`,
      )
    await client.query(`drop table haechi.${name}`)
    dropped.push(name)
  }
  return dropped
}

/** A hash partition at a time, so that no transaction grows long: open ones hold up the readers of the outbox. */
async function forgetKeys(client: pg.ClientBase, nowMs: number): Promise<number> {
  const hours = Math.floor(nowMs / 3_600_000)
  let keys = 0
  for (let part = 0; part < 16; part++) {
    const { rowCount } = await client.query({
      text: `delete from haechi.event_keys_${part} where expires <= $1`,
      values: [hours],
      query_timeout: KEYS_TIMEOUT_MS,
    } as pg.QueryConfig)
    keys += rowCount ?? 0
  }
  return keys
}

const KEYS_TIMEOUT_MS = 600_000
