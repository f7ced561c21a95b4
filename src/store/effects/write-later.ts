import type pg from 'pg'
import type { Effect, LaterEffect } from '../../core/effect.ts'
import type { DecisionId } from '../../core/id.ts'
import type { JobId } from '../../core/ids.ts'

/** How long effects are kept that no decision led to, in hours. */
export const KEEP_WITHOUT_DECISION = 8760

// Effects of a decision that is kept no more find no skeleton, and are left out: there is nothing to hang them on. A
// job about an entity that no event came with stands in the place of a decision.
const WRITE = `insert into haechi.effects (id, keep, ordinal, body)
  select s.id, coalesce(d.keep, ${KEEP_WITHOUT_DECISION}), -1, s.body
  from unnest($1::uuid[], $2::text[], $3::uuid[]) with ordinality as s (id, body, job, n)
  left join haechi.decisions d on d.id = s.id where d.id is not null or s.job is not null order by s.n`

/**
 * Puts what people asked for into the outbox, within the caller's transaction: the follower carries it out. With a
 * `job`, it is about an entity without a decision, and `decision` is the id made of the job's. The places must be there:
 * see `ensureOutbox`.
 */
export async function writeLater(
  client: pg.ClientBase,
  effects: readonly {
    readonly decision: DecisionId
    readonly job?: JobId | undefined
    readonly effect: LaterEffect | Effect
  }[],
): Promise<void> {
  if (effects.length === 0) return
  await client.query(WRITE, [
    effects.map(({ decision }) => decision.slice(2)),
    effects.map(({ effect }) => JSON.stringify(effect)),
    effects.map(({ job }) => job?.slice(4) ?? null),
  ])
}
