import type pg from 'pg'

// Two columns tell, since every report has one of them only when somebody gave it.
const SWEEP = `update haechi.reports set text = null, location = null, name = null, email = null
  where at_ms <= $1 and (text is not null or location is not null or name is not null or email is not null)`

/** Blanks what is personal in reports made at `untilMs` or before. Gives how many had something to blank. */
export async function sweepReports(client: pg.ClientBase | pg.Pool, untilMs: number): Promise<number> {
  return (await client.query(SWEEP, [untilMs])).rowCount ?? 0
}
