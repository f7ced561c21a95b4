import type { Event } from '../../core/event.ts'
import type { EventType, Pack } from '../../pack/pack.ts'
import { isMediaId, type MediaId } from '../../signals/media/media-host.ts'

const features = new WeakMap<EventType, readonly string[]>()

/** The files that an event names, with the features that do. */
export function mediaNamed(
  { eventTypes }: Pick<Pack, 'eventTypes'>,
  event: Pick<Event, 'type' | 'data'>,
): readonly { readonly feature: string; readonly id: MediaId }[] {
  const eventType = eventTypes.get(event.type)
  if (eventType === undefined) return NONE
  let names = features.get(eventType)
  if (names === undefined) {
    names = [...eventType.features.values()]
      .filter(({ media }) => media !== undefined)
      .map(({ name }) => name)
    features.set(eventType, names)
  }
  if (names.length === 0) return NONE
  return names.flatMap((feature) => {
    const id = event.data[feature]
    return typeof id === 'string' && isMediaId(id) ? [{ feature, id }] : []
  })
}

const NONE: readonly never[] = []
