import { isoTime } from '../../core/iso-time.ts'
import type { History } from '../../history/open-history.ts'
import type { EventRef } from '../event-ref.ts'
import { EVENT_COLUMNS } from '../fetch-events.ts'
import type { SeenEvent } from '../investigate/investigation.ts'
import { lookBack } from '../look-back.ts'
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

/** The newest decisions on events that an entity is in, newest first. */
export function entityEvents(
  history: History,
  { entity, from, to, limit, before }: EntityEventsAsked,
): Promise<EntityEvent[]> {
  return lookBack({ from, to, before }, { most: limit, first: 1 / 16, wider: 4 }, async (piece) => {
    const query = await entityView(history, { columns: EVENT_COLUMNS, from: piece.from, to: piece.to })
    if (query === undefined) return []
    try {
      const rows = await query.connection.runAndReadAll(
        `select "type", ${EVENT_COLUMNS.map((name) => `"${name}"`).join(', ')} from ${query.view}
         where ${isIn(entity)} and ${piece.older} order by received desc, id desc limit ${piece.most}`,
      )
      return rows.getRowsJS().map(eventOf)
    } finally {
      query.close()
    }
  })
}

function eventOf(row: readonly unknown[]): EntityEvent {
  const [type, id, event, time, received, world, session, actor, target, verdict, fired, shadow] = row
  return {
    ...{ type: String(type), decision: String(id), event: textOf(event), world: String(world) },
    ...{ time: isoTime(Number(time)), received: isoTime(Number(received)) },
    ...{ session: textOf(session), actor: textOf(actor), target: textOf(target) },
    ...{ verdict: String(verdict), fired: listOf(fired), shadow: listOf(shadow) },
  }
}

function textOf(value: unknown): string | null {
  return value === null || value === undefined ? null : String(value)
}

function listOf(value: unknown): string[] {
  return Array.isArray(value) ? value.map(String) : []
}
