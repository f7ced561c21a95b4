import { isoTime } from '../../core/iso-time.ts'
import type { Value } from '../../core/value.ts'
import type { History } from '../../history/open-history.ts'
import type { EventType } from '../../pack/pack.ts'
import type { EventRef } from '../event-ref.ts'
import { fetchEvents } from '../fetch-events.ts'
import type { SeenEvent } from './investigation.ts'
import { writtenValue } from './written-value.ts'

/** Reads the events of a page, with their content or without. */
export async function seenEvents(
  history: History,
  eventType: Pick<EventType, 'name' | 'features'>,
  wanted: readonly EventRef[],
  withContent: boolean,
): Promise<SeenEvent[]> {
  const features: EventType['features'] = withContent ? eventType.features : new Map()
  const found = await fetchEvents(history, { name: eventType.name, features }, wanted)
  return wanted.flatMap(({ id }) => {
    const one = found.get(id)
    if (one === undefined) return []
    const { event, verdict, fired, shadow } = one
    const data: Record<string, Value> = {}
    for (const [name, value] of Object.entries(event.data)) {
      const type = eventType.features.get(name)?.type
      if (value !== undefined && type !== undefined) data[name] = writtenValue(value, type)
    }
    return [
      {
        ...{ decision: id, event: event.id ?? null, world: event.world, verdict, fired, shadow },
        time: isoTime(event.time),
        received: isoTime(event.receivedAt),
        session: event.session ?? null,
        actor: event.actor ?? null,
        target: event.target ?? null,
        data: withContent ? data : null,
      },
    ]
  })
}
