import { isoTime } from '../../core/iso-time.ts'
import type { History } from '../../history/open-history.ts'
import type { SeenEvent } from '../investigate/investigation.ts'
import { type EventRef, olderThan } from '../investigate/newest-events.ts'
import { entityView, isIn } from './entity-view.ts'

/** A decision on an event that an entity is in; content is read elsewhere, by its decision. */
export type EntityEvent = Omit<SeenEvent, 'data'> & { readonly type: string }

export interface EntityEventsAsked {
  readonly entity: string
  readonly from: number
  readonly to: number
  readonly limit: number
  /** Only decisions older than this one. */
  readonly before?: EventRef
}

/** The first look goes back this share of the range, each further one four times as far. */
const FIRST_SHARE = 1 / 16

/** The newest decisions on events that an entity is in, newest first. */
export async function entityEvents(
  history: History,
  { entity, from, limit, before, ...asked }: EntityEventsAsked,
): Promise<EntityEvent[]> {
  const found: EntityEvent[] = []
  let to = before === undefined ? asked.to : Math.min(asked.to, before.received + 1)
  let width = Math.max(1, Math.ceil((to - from) * FIRST_SHARE))
  while (found.length < limit && to > from) {
    const start = Math.max(from, to - width)
    const columns = [
      'id',
      'event_id',
      'time',
      'received',
      'world',
      'session',
      'actor',
      'target',
      'verdict',
      'fired',
      'shadow',
    ] as const
    const query = await entityView(history, { columns, from: start, to })
    if (query === undefined) return found
    try {
      const older = before === undefined || before.received >= to ? '' : `and ${olderThan(before)}`
      const rows = await query.connection.runAndReadAll(
        `select "type", ${columns.map((name) => `"${name}"`).join(', ')} from ${query.view} where ${isIn(entity)} ${older}
         order by received desc, id desc limit ${limit - found.length}`,
      )
      for (const [
        type,
        id,
        event,
        time,
        received,
        world,
        session,
        actor,
        target,
        verdict,
        fired,
        shadow,
      ] of rows.getRowsJS())
        found.push({
          ...{ type: String(type), decision: String(id), event: textOf(event), world: String(world) },
          ...{ time: isoTime(Number(time)), received: isoTime(Number(received)) },
          ...{ session: textOf(session), actor: textOf(actor), target: textOf(target) },
          ...{ verdict: String(verdict), fired: listOf(fired), shadow: listOf(shadow) },
        })
    } finally {
      query.close()
    }
    to = start
    width *= 4
  }
  return found
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
