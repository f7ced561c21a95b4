import type pg from 'pg'
import { MEMBER_STATES } from '../../core/member-state.ts'

const WITHDRAWN = MEMBER_STATES.indexOf('withdrawn')

/**
 * Withdraws those of these members that nobody stands behind any more: no feed's id, and not known by themselves. Gives their
 * numbers.
 */
export async function withdrawOrphans(
  client: pg.ClientBase,
  members: readonly string[],
  change: string,
  nowMs: number,
): Promise<string[]> {
  if (members.length === 0) return []
  const { rows } = await client.query<{ id: string }>(
    `update haechi.hash_members m set state = ${WITHDRAWN}, changed_ms = $2, change = $3
     where m.id = any($1::int8[]) and m.state <> ${WITHDRAWN} and not m.own
       and not exists (select from haechi.hash_origins o where o.member = m.id)
     returning m.id`,
    [members, nowMs, change],
  )
  return rows.map(({ id }) => id)
}
