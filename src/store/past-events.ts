import type pg from 'pg'
import type { Event } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import type { PastEvent, PastEvents } from '../engine/ports.ts'
import { available } from './available.ts'
import type { HealthWatch } from './health-watch.ts'

const CONTENTS = `select id, event from haechi.contents where id > $1::uuid order by id limit $2`
const LAST = 'select id from haechi.decisions order by id desc limit 1'
const RECEIVED = 'select id, received_ms from haechi.decisions where id = any($1::uuid[])'

/** Stored events in the order of arrival, which is that of their ids. Rejects with `Unavailable`. */
export function pastEvents(pool: pg.Pool, health: HealthWatch): PastEvents {
  return {
    last: () =>
      available(health, async () => {
        const { rows } = await pool.query<{ id: string }>(LAST)
        return rows[0] && (`d-${rows[0].id.replaceAll('-', '')}` as DecisionId)
      }),
    after: (id, fromMs, limit) =>
      available(health, async () => {
        // An id is never older than the receipt of its event, so no event of that time lies before it.
        const first = `${Math.max(0, Math.floor(fromMs)).toString(16).padStart(12, '0')}${'0'.repeat(20)}`
        const behind = id === undefined || id.slice(2) < first ? first : id.slice(2)
        const { rows } = await pool.query<{ id: string; event: string }>(CONTENTS, [behind, limit])
        const received = await pool.query<{ id: string; received_ms: string }>(RECEIVED, [
          rows.map((row) => row.id),
        ])
        const times = new Map(received.rows.map((row) => [row.id, Number(row.received_ms)]))
        return rows.map((row): PastEvent => {
          const hex = row.id.replaceAll('-', '')
          return {
            id: `d-${hex}` as DecisionId,
            event: JSON.parse(row.event) as Event,
            receivedAt: times.get(row.id) ?? Number.parseInt(hex.slice(0, 12), 16),
          }
        })
      }),
  }
}
