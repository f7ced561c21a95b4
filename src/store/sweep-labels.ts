import type pg from 'pg'

const HOUR_MS = 3_600_000
/** Words that were over or ended so long ago are of no use any more: no decision under way could be older. */
const AFTER_MS = 24 * HOUR_MS
const SLICE = 10_000
const TIMEOUT_MS = 600_000

// In slices, so that no transaction grows long; rows that a batch holds are left for next time.
const OVER = `delete from haechi.labels where ctid = any(array(
  select l.ctid from haechi.labels l where l.until_ms < $1 and l.source <> '-'
  limit $2 for update skip locked))`

// First what was taken off, and then the taking off itself, while nothing older can come any more.
const ENDED = `delete from haechi.labels where ctid = any(array(
  select l.ctid from haechi.labels o join haechi.labels l on l.entity = o.entity and l.label = o.label
  where o.source = '-' and o.at_ms < $1 and l.source <> '-' and l.id < o.id
  limit $2 for update of l skip locked))`
const ENDINGS = `delete from haechi.labels where ctid = any(array(
  select o.ctid from haechi.labels o where o.source = '-' and o.at_ms < $1
    and not exists (select 1 from haechi.labels l
      where l.entity = o.entity and l.label = o.label and l.source <> '-' and l.id < o.id)
  limit $2 for update skip locked))`

// The longest that any event type's decisions are kept: the classes of their partitions, named after their hours.
const LONGEST_KEEP = `select max(substring(c.relname from '^decisions_k(\\d+)$')::int) as hours from pg_class c
  join pg_namespace n on n.oid = c.relnamespace where n.nspname = 'haechi' and c.relkind = 'p'
    and c.relname ~ '^decisions_k\\d+$'`
const HISTORY = `delete from haechi.label_log where ctid = any(array(
  select h.ctid from haechi.label_log h where h.id < $1::uuid limit $2))`

/** Forgets labels that are over, and the history that is older than any decision is kept. Gives the rows deleted. */
export async function sweepLabels(client: pg.ClientBase, nowMs: number): Promise<number> {
  let swept = 0
  for (const statement of [OVER, ENDED, ENDINGS])
    swept += await inSlices(client, statement, Math.max(0, nowMs - AFTER_MS))
  const { rows } = await client.query<{ hours: number | null }>(LONGEST_KEEP)
  const hours = rows[0]!.hours
  if (hours === null) return swept
  const oldestMs = Math.max(0, nowMs - hours * HOUR_MS)
  return swept + (await inSlices(client, HISTORY, oldestMs.toString(16).padStart(12, '0') + '0'.repeat(20)))
}

async function inSlices(client: pg.ClientBase, text: string, bound: number | string): Promise<number> {
  for (let deleted = 0; ; ) {
    const config = { text, values: [bound, SLICE], query_timeout: TIMEOUT_MS }
    const { rowCount } = await client.query(config as pg.QueryConfig)
    deleted += rowCount ?? 0
    if ((rowCount ?? 0) < SLICE) return deleted
  }
}
