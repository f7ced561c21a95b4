import type pg from 'pg'
import type { HistoryErasure, HistorySource } from '../../history/ports.ts'

// A folder that was made anew where another one was takes its place: the other one is no more.
const SEEN = `with mine as (
    insert into haechi.history_places (place, name, seen_ms) values ($1, $2, (extract(epoch from now()) * 1000)::int8)
    on conflict (place) do update set name = excluded.name, seen_ms = excluded.seen_ms
      where history_places.seen_ms < excluded.seen_ms - 60000 or history_places.name <> excluded.name
    returning place
  ) delete from haechi.history_places where name = $2 and place <> $1 and exists (select 1 from mine)`

const ASKED = `select e.id, e.entity, e.tombstone from haechi.erasures e
  where e.state = 'running' and not e.dry and e.entity is not null and e.step = 'history'
    and not exists (select 1 from haechi.erasure_places p where p.erasure = e.id and p.place = $1)
  order by e.id`

/** What the export of the history needs to know of erasures. */
export function historyErasures(pool: pg.Pool): Required<Pick<HistorySource, 'erasures' | 'erased'>> {
  return {
    async erasures({ id, name }) {
      await pool.query(SEEN, [id, name])
      return (await pool.query<HistoryErasure>(ASKED, [id])).rows
    },
    async erased(erasure, { id }, rows) {
      await pool.query(
        'insert into haechi.erasure_places (erasure, place, rows) values ($1, $2, $3) on conflict do nothing',
        [erasure, id, rows],
      )
    },
  }
}
