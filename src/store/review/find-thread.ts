import type pg from 'pg'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import { idFrom } from '../../core/ids.ts'

// Decisions are found by id alone, so so many neighbours in time are read, on either side, and no more.
const NEIGHBOURS = 2000
const OF_THREAD = 5

const side = (order: 'asc' | 'desc', compare: '<' | '>') => `(
  select id from (
    select id, session, world from haechi.decisions where id ${compare} $1 order by id ${order} limit ${NEIGHBOURS}
  ) n where n.session = $2 and n.world = (select world from haechi.decisions where id = $1) order by id ${order} limit ${OF_THREAD})`
const THREAD = `select id from (${side('desc', '<')} union all ${side('asc', '>')}) t order by id`

/** See `JobStore.thread`. */
export async function findThread(
  pool: pg.Pool,
  decision: DecisionId,
  session: EntityRef,
): Promise<DecisionId[]> {
  const { rows } = await pool.query<{ id: string }>(THREAD, [decision.slice(2), session])
  return rows.map(({ id }) => idFrom<DecisionId>('d', id))
}
