import type pg from 'pg'
import { Effect, LaterEffect } from '../../core/effect.ts'
import type { EntityRef } from '../../core/entity.ts'
import { idFrom } from '../../core/ids.ts'
import { Verdict } from '../../core/verdict.ts'
import type { Names } from '../names.ts'
import { onServer } from './on-server.ts'
import type { OutboxRow, TakeEffects } from './outbox-row.ts'

interface Row {
  xid: string
  seq: string
  id: string
  body: string
  type: number
  world: number
  verdict: number
  received_ms: string
  event_id: string | null
  session: string | null
  actor: string | null
  target: string | null
}

const CURSOR = `select xid::text, seq::text, system from haechi.effect_cursors where reader = 'follower' for update skip locked`

// Rows of transactions that may still be under way are left for later: see the table's own note.
const NEXT = `select e.xid::text, e.seq::text, e.id, e.body, d.type, d.world, d.verdict, d.received_ms, d.event_id,
    d.session, d.actor, d.target
  from (
    select xid, seq, id, body from haechi.effects
    where (xid, seq) > ($1::xid8, $2::int8) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, seq limit $3
  ) e join haechi.decisions d on d.id = e.id
  order by e.xid, e.seq`

// The last row of the batch, also when its decision is gone and the join has left it out.
const LAST = `select xid::text, seq::text from (
    select xid, seq from haechi.effects
    where (xid, seq) > ($1::xid8, $2::int8) and xid < pg_snapshot_xmin(pg_current_snapshot())
    order by xid, seq limit $3
  ) e order by xid desc, seq desc limit 1`

/**
 * Reads the outbox on and hands each batch to the takers, all in one transaction. Gives how many rows the cursor
 * passed: 0 when there are none, or another process is at it. Rejects as `pg` and the takers do, and then nothing
 * has happened.
 */
export async function followEffects(
  parts: { readonly pool: pg.Pool; readonly names: Names; readonly takers: readonly TakeEffects[] },
  limit: number,
  nowMs: number,
): Promise<number> {
  const client = await parts.pool.connect()
  let broken = true
  try {
    await client.query('begin isolation level repeatable read')
    const cursors = await client.query<{ xid: string; seq: string; system: string }>(CURSOR)
    const passed = cursors.rows[0] === undefined ? 0 : await pass(client, cursors.rows[0])
    await client.query('commit')
    broken = false
    return passed
  } catch (fault) {
    await client.query('rollback').then(
      () => {
        broken = false
      },
      () => undefined,
    )
    throw fault
  } finally {
    client.release(broken)
  }

  async function pass(client: pg.ClientBase, stored: { xid: string; seq: string; system: string }) {
    const from = await onServer(client, stored)
    const values = [from.xid, from.seq, limit]
    const last = (await client.query<{ xid: string; seq: string }>(LAST, values)).rows[0]
    if (last === undefined) return 0
    const { rows } = await client.query<Row>(NEXT, values)
    const words = await parts.names.read(rows.flatMap(({ type, world }) => [type, world]))
    const batch = rows.map((row) => decode(row, words))
    for (const take of parts.takers) await take(client, batch, nowMs)
    await client.query(`update haechi.effect_cursors set xid = $1, seq = $2 where reader = 'follower'`, [
      last.xid,
      last.seq,
    ])
    return Math.max(1, rows.length)
  }
}

function decode(row: Row, words: ReadonlyMap<number, string>): OutboxRow {
  const body = JSON.parse(row.body)
  const isLater = body.kind === 'reverse' || String(body.kind).startsWith('later-')
  return {
    decision: idFrom('d', row.id),
    effect: isLater ? LaterEffect.parse(body) : Effect.parse(body),
    type: words.get(row.type)!,
    world: words.get(row.world)!,
    verdict: Verdict.options[row.verdict]!,
    receivedMs: Number(row.received_ms),
    eventId: row.event_id ?? undefined,
    session: (row.session ?? undefined) as EntityRef | undefined,
    actor: (row.actor ?? undefined) as EntityRef | undefined,
    target: (row.target ?? undefined) as EntityRef | undefined,
  }
}
