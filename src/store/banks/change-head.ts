import type pg from 'pg'

export const BANKS_CHANNEL = 'haechi_banks'

/**
 * Takes the number of the next change, and with it the right to change members until the transaction ends; whoever follows hears
 * of it when it has ended.
 */
export async function nextChange(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ change: string }>(
    `with taken as (update haechi.hash_head set change = change + 1 returning change)
     select change, pg_notify('${BANKS_CHANNEL}', '') from taken`,
  )
  return rows[0]!.change
}
