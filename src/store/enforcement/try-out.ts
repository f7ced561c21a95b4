import { hash } from 'node:crypto'
import type pg from 'pg'
import type { LedgerWork, Wanted } from '../../enforcement/ledger/ports.ts'
import type { TriedOut } from '../../enforcement/log/ports.ts'
import { type LedgerDeps, withLedger } from './with-ledger.ts'

const QUEUED = `select count(*)::int as messages, count(distinct d.endpoint)::int as endpoints
  from haechi.endpoints e join haechi.deliveries d on d.endpoint = e.id and d.message = any($1::uuid[])
  where d.queued_ms = $2 and d.key = any($3::text[])`

/**
 * Does what `change` does, to the last message, and takes it back: what would come of it is not guessed. Others who
 * change the same subjects wait for it, as they do for any change.
 */
export async function tryOut(
  deps: LedgerDeps,
  pool: pg.Pool,
  wanted: Wanted,
  work: LedgerWork,
  nowMs: number,
): Promise<TriedOut> {
  const client = await pool.connect()
  let broken = true
  try {
    await client.query('begin')
    const { changes, labels } = await withLedger(deps, client, wanted, work, nowMs)
    const keys = changes.messages.map(({ key }) => key)
    const ids = keys.map((key) => hash('md5', key, 'hex'))
    const { rows } = await client.query<{ messages: number; endpoints: number }>(QUEUED, [ids, nowMs, keys])
    await client.query('rollback')
    broken = false
    return { changes, labels, ...rows[0]! }
  } finally {
    // What could not be taken back ends with its connection.
    client.release(broken)
  }
}
