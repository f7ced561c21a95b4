import type pg from 'pg'
import { digitsOf } from './media-row.ts'

const PIECE = `select p.content from haechi.media_pieces p where p.media = $1 and p.number = $2`

/** See `MediaStore.bytes`. A piece at a time: a row's bytes travel as text of twice the size. */
export async function readBytes(pool: pg.Pool, id: string): Promise<Uint8Array | undefined> {
  const media = digitsOf(id)
  const { rows } = await pool.query<{ bytes: string }>(
    'select bytes from haechi.media where id = $1 and sealed_ms is null',
    [media],
  )
  if (rows[0] === undefined) return undefined
  const content = new Uint8Array(Number(rows[0].bytes))
  for (let at = 0, number = 0; at < content.length; number++) {
    const piece = (await pool.query<{ content: Buffer }>(PIECE, [media, number])).rows[0]?.content
    // It went while it was read.
    if (piece === undefined) return undefined
    content.set(piece, at)
    at += piece.length
  }
  return content
}
