import type pg from 'pg'

/** For so long an erasure waits for effects that nobody takes, in ms. */
const LONGEST_MS = 600_000

const UNREAD = `select exists (
    select 1 from haechi.effects e, haechi.effect_cursors c
    where c.reader = 'follower' and c.system <> '' and (e.xid, e.seq) > (c.xid, c.seq) and e.id < $1::uuid) as unread`

/**
 * Whether the effects of what was decided before have been taken out of the outbox: an enforcement that the platform
 * has not heard of yet must not lose its target on the way.
 */
export async function isOutboxRead(client: pg.ClientBase, askedMs: number, nowMs: number): Promise<boolean> {
  if (nowMs > askedMs + LONGEST_MS) return true
  const bound = (askedMs + 1).toString(16).padStart(12, '0') + '0'.repeat(20)
  const { rows } = await client.query<{ unread: boolean }>(UNREAD, [bound])
  return !rows[0]!.unread
}
