import type pg from 'pg'

/** A folder that nobody has exported to for so long is gone, as far as can be told from here. */
const GONE_MS = 30 * 86_400_000

const MISSING = `select count(*)::int as missing, string_agg(p.name, ', ') as names from haechi.history_places p
  where p.seen_ms > $2 and not exists (
    select 1 from haechi.erasure_places e where e.erasure = $1 and e.place = p.place)`

const ROWS = `update haechi.erasures set
    counts = (counts::jsonb || jsonb_build_object('history rows', (select coalesce(sum(rows), 0) from haechi.erasure_places where erasure = $1)))::text,
    step = case when $2 > 0 then 'history' else step end, notes = $3
  where id = $1`

/** How many folders with a history have not followed an erasure yet. Each one's export does, between two rounds. */
export async function awaitHistory(client: pg.ClientBase, erasure: string, nowMs: number): Promise<number> {
  const { rows } = await client.query<{ missing: number; names: string | null }>(MISSING, [
    erasure,
    nowMs - GONE_MS,
  ])
  const { missing, names } = rows[0]!
  const notes =
    missing === 0 ? [] : [`Waiting for the history in ${names}: it follows while a service exports to it.`]
  await client.query(ROWS, [erasure, missing, JSON.stringify(notes)])
  return missing
}
