import type pg from 'pg'
import { activeHolds } from './active-holds.ts'

const NAMED = (row: string) =>
  `(coalesce(${row}.actor = any($1), false) or coalesce(${row}.target = any($1), false) or coalesce(${row}.session = any($1), false))`

const KEEP = {
  contents: (partition: string) => `insert into haechi.held_contents
    select c.* from haechi.${partition} c join haechi.decisions d on d.id = c.id where ${NAMED('d')} on conflict do nothing`,
  decisions: (partition: string) => `insert into haechi.held_decisions
    select d.* from haechi.${partition} d where ${NAMED('d')} on conflict do nothing`,
}

/** Copies what a legal hold names out of a partition that is about to be dropped; it can be read as before. */
export async function keepHeld(
  client: pg.ClientBase,
  table: 'decisions' | 'contents' | 'effects',
  partition: string,
  nowMs: number,
): Promise<void> {
  if (table === 'effects') return
  const held = (await activeHolds(client, nowMs)).map(({ entity }) => entity)
  if (held.length > 0) await client.query(KEEP[table](partition), [held])
}

const RELEASE = [
  `delete from haechi.held_contents c
   where not exists (select 1 from haechi.decisions d where d.id = c.id and ${NAMED('d')})
     and not exists (select 1 from haechi.held_decisions d where d.id = c.id and ${NAMED('d')})`,
  `delete from haechi.held_decisions d where not ${NAMED('d')}`,
]

/** Lets go of what is held no more. */
export async function releaseHeld(client: pg.ClientBase, nowMs: number): Promise<void> {
  const held = (await activeHolds(client, nowMs)).map(({ entity }) => entity)
  for (const statement of RELEASE) await client.query(statement, [held])
}
