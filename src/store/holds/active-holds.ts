import type pg from 'pg'

const ACTIVE = `select id, entity from haechi.holds
  where lifted_ms is null and (until_ms is null or until_ms > $1) order by id`

/** The legal holds in force. */
export async function activeHolds(
  client: pg.ClientBase,
  nowMs: number,
): Promise<readonly { readonly id: string; readonly entity: string }[]> {
  return (await client.query<{ id: string; entity: string }>(ACTIVE, [nowMs])).rows
}
