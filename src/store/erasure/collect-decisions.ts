import type pg from 'pg'
import { eventKey } from '../encode-entry.ts'

/** A decision by the entity, as it was before its event id went. */
export interface OwnDecision {
  readonly id: string
  readonly world: string
  readonly eventId: string | undefined
}

/**
 * Notes which decisions are the entity's, and empties the fingerprints of their events: a hash of content tells
 * whoever guesses the content that the guess is right. The event sent again is refused from then on, not judged anew.
 */
export async function collectDecisions(
  client: pg.ClientBase,
  erasure: string,
  own: readonly OwnDecision[],
  dry: boolean,
): Promise<void> {
  if (own.length === 0) return
  await client.query(
    `insert into haechi.erasure_decisions (erasure, decision) select $1, unnest($2::uuid[]) on conflict do nothing`,
    [erasure, own.map(({ id }) => id)],
  )
  const keys = own.flatMap(({ world, eventId }) => (eventId === undefined ? [] : [eventKey(world, eventId)]))
  if (!dry && keys.length > 0)
    await client.query('update haechi.event_keys set fingerprint = 0 where key = any($1::uuid[])', [keys])
}
