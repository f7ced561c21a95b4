import type pg from 'pg'
import { Effect, LaterEffect } from '../../core/effect.ts'
import type { EntityRef } from '../../core/entity.ts'
import { idFrom } from '../../core/ids.ts'
import { Verdict } from '../../core/verdict.ts'
import type { OutboxEffect } from '../../enforcement/ledger/ports.ts'
import { inTransaction } from '../in-transaction.ts'
import type { Names } from '../names.ts'
import { onServer } from './on-server.ts'
import { isOwnFault, kindOfFault } from './own-fault.ts'
import type { TakeEffects } from './take-effects.ts'

interface EffectRow {
  xid: string
  seq: string
  id: string
  body: string
}

interface JobRow {
  id: string
  type: string | null
  world: string
  session: string | null
  actor: string | null
  target: string | null
  created_ms: string
}

interface DecisionRow {
  id: string
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

// Rows of transactions that may still be under way are left for later: see the table's own note. Named, so that a plan
// over many partitions is made once.
// Ordered by the columns themselves: a bare "xid" would be the text that is given out, by which 1000 comes before 999.
const NEXT = `select e.xid::text, e.seq::text, e.id, e.body from haechi.effects e
  where (e.xid, e.seq) > ($1::xid8, $2::int8) and e.xid < pg_snapshot_xmin(pg_current_snapshot())
  order by e.xid, e.seq limit $3`

// Unnamed: planned with the ids at hand, so that partitions without them are left out of the plan.
const DECISIONS = `select id, type, world, verdict, received_ms, event_id, session, actor, target
  from haechi.decisions where id = any($1::uuid[])`

// An entity that was reported without an event: the job itself stands for the decision, see write-later.ts.
const JOBS = `select id, type, world, session, actor, target, created_ms from haechi.jobs where id = any($1::uuid[])`

const MOVE = `update haechi.effect_cursors set xid = $1, seq = $2 where reader = 'follower'`

const ASIDE = `insert into haechi.effects_aside (id, seq, body, fault, at_ms)
  select n.id, n.seq, n.body, $4, $5 from unnest($1::uuid[], $2::int8[], $3::text[]) as n (id, seq, body)
  on conflict (seq) do nothing`

/**
 * Reads the outbox on and hands each batch to the takers, all in one transaction. Gives how many rows the cursor
 * passed: 0 when there are none, or another process is at it. Rejects as `pg` and the takers do, and then nothing
 * has happened. `aside`: what cannot be carried out for a reason of its own is put aside instead.
 */
export function followEffects(
  parts: { readonly pool: pg.Pool; readonly names: Names; readonly takers: readonly TakeEffects[] },
  limit: number,
  nowMs: number,
  aside = false,
): Promise<number> {
  // Each statement sees what is committed when it begins, the cursor as another process has just left it included.
  return inTransaction(parts.pool, onward, 'begin isolation level read committed')

  async function onward(client: pg.ClientBase): Promise<number> {
    const { rows } = await client.query<{ xid: string; seq: string; system: string }>(CURSOR)
    return rows[0] === undefined ? 0 : pass(client, rows[0])
  }

  async function pass(client: pg.ClientBase, stored: { xid: string; seq: string; system: string }) {
    const from = await onServer(client, stored)
    const { rows: effects } = await client.query<EffectRow>({
      name: 'next-effects',
      text: NEXT,
      values: [from.xid, from.seq, limit],
    })
    const last = effects.at(-1)
    if (last === undefined) return 0
    if (aside) await orAside(client, effects)
    else await carryOut(client, effects)
    await client.query(MOVE, [last.xid, last.seq])
    return effects.length
  }

  async function orAside(client: pg.ClientBase, effects: readonly EffectRow[]): Promise<void> {
    await client.query('savepoint carried')
    try {
      await carryOut(client, effects)
    } catch (fault) {
      if (!isOwnFault(fault)) throw fault
      await client.query('rollback to savepoint carried')
      await client.query(ASIDE, [
        effects.map(({ id }) => id),
        effects.map(({ seq }) => seq),
        effects.map(({ body }) => body),
        kindOfFault(fault),
        nowMs,
      ])
    }
  }

  async function carryOut(client: pg.ClientBase, effects: readonly EffectRow[]): Promise<void> {
    const ids = [...new Set(effects.map(({ id }) => id))]
    const { rows } = await client.query<DecisionRow>(DECISIONS, [`{${ids.join(',')}}`])
    const words = await parts.names.read(rows.flatMap(({ type, world }) => [type, world]))
    const about = new Map<string, About>(rows.map((row) => [row.id, aboutDecision(row, words)]))
    const rest = ids.filter((id) => !about.has(id))
    if (rest.length > 0) {
      const jobs = await client.query<JobRow>(JOBS, [`{${rest.join(',')}}`])
      for (const row of jobs.rows) about.set(row.id, aboutJob(row))
    }
    // A decision that retention has dropped meanwhile has no effects any more.
    const batch = effects.flatMap(({ id, body }) => {
      const found = about.get(id)
      return found === undefined ? [] : [{ ...found, effect: decode(body) }]
    })
    if (batch.length > 0) for (const take of parts.takers) await take(client, batch, nowMs)
  }
}

type About = Omit<OutboxEffect, 'effect'>

function decode(body: string): OutboxEffect['effect'] {
  const effect = JSON.parse(body)
  const isLater = effect.kind === 'reverse' || String(effect.kind).startsWith('later-')
  return isLater ? LaterEffect.parse(effect) : Effect.parse(effect)
}

function aboutDecision(row: DecisionRow, words: ReadonlyMap<number, string>): About {
  return {
    decision: idFrom('d', row.id),
    type: words.get(row.type)!,
    world: words.get(row.world)!,
    verdict: Verdict.options[row.verdict]!,
    receivedMs: Number(row.received_ms),
    eventId: row.event_id ?? undefined,
    ...entitiesOf(row),
  }
}

function aboutJob(row: JobRow): About {
  return {
    decision: idFrom('d', row.id),
    type: row.type ?? '',
    world: row.world,
    verdict: 'allow',
    receivedMs: Number(row.created_ms),
    eventId: undefined,
    ...entitiesOf(row),
  }
}

function entitiesOf(row: DecisionRow | JobRow): Pick<OutboxEffect, 'session' | 'actor' | 'target'> {
  return {
    session: (row.session ?? undefined) as EntityRef | undefined,
    actor: (row.actor ?? undefined) as EntityRef | undefined,
    target: (row.target ?? undefined) as EntityRef | undefined,
  }
}
