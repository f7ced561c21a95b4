import type pg from 'pg'

/** The number of a bank; makes it when it is not known. */
export async function bankNumber(
  client: pg.ClientBase,
  name: string,
  by: string,
  nowMs: number,
): Promise<number> {
  const { rows: known } = await client.query<{ number: number }>(
    'select number from haechi.hash_banks where name = $1',
    [name],
  )
  if (known[0]) return known[0].number
  const { rows } = await client.query<{ number: number }>(
    `insert into haechi.hash_banks (name, by, made_ms, changed_ms) values ($1, $2, $3, $3)
     on conflict (name) do update set name = excluded.name returning number`,
    [name, by, nowMs],
  )
  return rows[0]!.number
}
