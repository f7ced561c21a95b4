import type pg from 'pg'
import { appendFactsWith } from '../audit/append-facts.ts'
import { AUDIT_DAYS, dayMs } from './kept-for.ts'

/**
 * Lets go of the beginning of the audit log, and says so at its end, with the hash of the last entry that went: the
 * rest can be verified still. Gives how many entries went.
 */
export async function pruneAudit(client: pg.ClientBase, nowMs: number): Promise<number> {
  await client.query('begin')
  try {
    const { rows } = await client.query<{ seq: string; hash: string }>(
      'select seq, hash from haechi.audit where at_ms < $1 order by seq desc limit 1',
      [nowMs - dayMs(AUDIT_DAYS)],
    )
    const last = rows[0]
    let pruned = 0
    if (last !== undefined) {
      await client.query(`set local haechi.pruning = 'on'`)
      pruned = (await client.query('delete from haechi.audit where seq <= $1', [last.seq])).rowCount ?? 0
      const details = { prunedTo: Number(last.seq), hash: last.hash }
      await appendFactsWith(client, [
        {
          atMs: nowMs,
          who: 'service',
          name: '',
          what: 'audit.pruned',
          ids: [],
          entities: [],
          outcome: 'done',
          details,
        },
      ])
    }
    await client.query('commit')
    return pruned
  } catch (fault) {
    await client.query('rollback').catch(() => undefined)
    throw fault
  }
}
