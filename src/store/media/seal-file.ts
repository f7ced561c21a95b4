import type pg from 'pg'
import { appendFactsWith } from '../audit/append-facts.ts'
import { inTransaction } from '../in-transaction.ts'
import { forgetPictures } from '../lab/forget-pictures.ts'
import { digitsOf } from './media-row.ts'

/** See `MediaStore.seal`. */
export function sealFile(
  pool: pg.Pool,
  id: string,
  bank: string,
  left: { readonly version: string },
  nowMs: number,
): Promise<boolean> {
  const media = digitsOf(id)
  return inTransaction(pool, async (client) => {
    const { rowCount } = await client.query(
      'update haechi.media set sealed_ms = $2, sealed_by = $3 where id = $1 and sealed_ms is null',
      [media, nowMs, bank],
    )
    if (rowCount !== 1) return false
    await client.query('delete from haechi.media_pieces where media = $1', [media])
    await client.query('delete from haechi.media_facts where media = $1', [media])
    await client.query(
      'insert into haechi.media_facts (media, version, facts, made_ms) values ($1, $2, $3, $4)',
      [media, left.version, JSON.stringify(left), nowMs],
    )
    await forgetPictures(client, { media }, nowMs)
    await appendFactsWith(client, [
      {
        ...{ atMs: nowMs, who: 'service', name: '', what: 'media.sealed', ids: [id], entities: [] },
        ...{ outcome: 'done', details: { bank } },
      },
    ])
    return true
  })
}
