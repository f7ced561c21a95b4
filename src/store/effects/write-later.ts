import type pg from 'pg'
import type { LaterEffect } from '../../core/effect.ts'
import type { DecisionId } from '../../core/id.ts'

// Effects of a decision that is kept no more find no skeleton, and are left out: there is nothing to hang them on.
const WRITE = `insert into haechi.effects (id, keep, ordinal, body)
  select d.id, d.keep, -1, s.body from unnest($1::uuid[], $2::text[]) with ordinality as s (id, body, n)
  join haechi.decisions d on d.id = s.id order by s.n`

/** Puts what people asked for into the outbox, within the caller's transaction: the follower carries it out. */
export async function writeLater(
  client: pg.ClientBase,
  effects: readonly { readonly decision: DecisionId; readonly effect: LaterEffect }[],
): Promise<void> {
  if (effects.length === 0) return
  await client.query(WRITE, [
    effects.map(({ decision }) => decision.slice(2)),
    effects.map(({ effect }) => JSON.stringify(effect)),
  ])
}
