import type pg from 'pg'

const ANY = `select exists (
  select from haechi.effect_cursors c cross join lateral (
    select from haechi.effects e where (e.xid, e.seq) > (c.xid, c.seq) limit 1) e
  where c.reader = 'follower') as any`

/** A database that was restored from a dump is noticed by the reader itself, which looks so often whatever is told here. */
const WHOLE_LOOK_MS = 60_000

/** Whether the reader of the outbox may have something to do; costs one statement, which locks and writes nothing. */
export function anyEffects(pool: pg.Pool): (nowMs: number) => Promise<boolean> {
  let wholeAtMs: number | undefined
  return async (nowMs) => {
    if (wholeAtMs === undefined || Math.abs(nowMs - wholeAtMs) >= WHOLE_LOOK_MS) {
      wholeAtMs = nowMs
      return true
    }
    return (await pool.query<{ any: boolean }>({ name: 'any-effects', text: ANY })).rows[0]!.any
  }
}
