import type { EntityRef } from '../core/entity.ts'
import type { DecisionId } from '../core/id.ts'
import type { EventType } from '../pack/pack.ts'
import type { ItemRef } from './ports.ts'

/** What of a decided event is judged: the entity that its type names, else the event itself. */
export function itemOf(
  eventType: Pick<EventType, 'item'> | undefined,
  event: {
    readonly decision: DecisionId
    readonly actor: EntityRef | undefined
    readonly target: EntityRef | undefined
    readonly session: EntityRef | undefined
  },
): ItemRef {
  const role = eventType?.item ?? 'event'
  return (role === 'event' ? undefined : event[role]) ?? `event:${event.decision.slice(2)}`
}
