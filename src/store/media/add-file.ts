import type pg from 'pg'
import type { FileAdded, MediaQuota, NewFile } from '../../api/media/ports.ts'
import { inTransaction } from '../in-transaction.ts'
import { digitsOf } from './media-row.ts'

const PIECE_BYTES = 1024 * 1024

// What is named has a use; a file that several have sent counts for each of them.
const UNNAMED = `select coalesce(sum(m.bytes), 0)::float8 as bytes from haechi.media_senders s
  join haechi.media m on m.id = s.media
  where s.who = $1 and s.at_ms > $2 and m.sealed_ms is null
    and not exists (select from haechi.media_uses u where u.media = m.id)`
const DAY_MS = 86_400_000

const WHOLE = `select coalesce(sum(bytes), 0)::float8 as bytes from haechi.media where sealed_ms is null`

// Whoever comes second waits here until the first has written it all.
const INSERT = `insert into haechi.media as m (id, kind, format, bytes, first_ms, last_ms) values ($1, $2, $3, $4, $5, $5)
  on conflict (id) do update set last_ms = greatest(m.last_ms, excluded.last_ms) returning (xmax = 0) as fresh`

/** See `MediaStore.add`. */
export async function addFile(
  pool: pg.Pool,
  { id, kind, format, content }: NewFile,
  who: string,
  quota: MediaQuota,
  nowMs: number,
): Promise<FileAdded> {
  const full = await isFull(pool, digitsOf(id), content.length, who, quota, nowMs)
  if (full !== undefined) return { kind: 'full', of: full }
  return inTransaction(pool, async (client) => {
    const media = digitsOf(id)
    const { rows } = await client.query<{ fresh: boolean }>(INSERT, [
      ...[media, kind, format ?? null, content.length, nowMs],
    ])
    const { fresh } = rows[0]!
    for (let at = 0, number = 0; fresh && at < content.length; at += PIECE_BYTES, number++)
      await client.query('insert into haechi.media_pieces (media, number, content) values ($1, $2, $3)', [
        ...[media, number, Buffer.from(content.buffer, content.byteOffset + at, pieceAt(content, at))],
      ])
    await client.query(
      `insert into haechi.media_senders (media, who, at_ms) values ($1, $2, $3)
       on conflict (media, who) do update set at_ms = excluded.at_ms`,
      [media, who, nowMs],
    )
    return { kind: fresh ? 'added' : 'known' }
  })
}

function pieceAt(content: Uint8Array, at: number): number {
  return Math.min(PIECE_BYTES, content.length - at)
}

/** What is there already takes no room. */
async function isFull(
  pool: pg.Pool,
  media: string,
  bytes: number,
  who: string,
  quota: MediaQuota,
  nowMs: number,
): Promise<keyof MediaQuota | undefined> {
  const { rows } = await pool.query('select from haechi.media where id = $1', [media])
  if (rows.length > 0) return undefined
  const unnamed = await pool.query<{ bytes: number }>(UNNAMED, [who, nowMs - DAY_MS])
  if (unnamed.rows[0]!.bytes + bytes > quota.unnamed) return 'unnamed'
  const whole = await pool.query<{ bytes: number }>(WHOLE)
  return whole.rows[0]!.bytes + bytes > quota.whole ? 'whole' : undefined
}
