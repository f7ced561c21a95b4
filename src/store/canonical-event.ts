import type { Event } from '../core/event.ts'

/** The JSON of an event with its keys in one order, so that equal events are equal texts. It has no line breaks. */
export function canonicalEvent(event: Event): string {
  return JSON.stringify({
    id: event.id,
    type: event.type,
    time: event.time,
    world: event.world,
    session: event.session,
    actor: event.actor,
    target: event.target,
    data: sorted(event.data),
  })
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  if (Array.isArray(value)) return value.map(sorted)
  const record = value as Readonly<Record<string, unknown>>
  const keys = Object.keys(record)
  if (keys.length < 2 && typeof record[keys[0]!] !== 'object') return record
  // fromEntries defines its keys, where assignment would swallow a key named __proto__.
  return Object.fromEntries(keys.sort().map((key) => [key, sorted(record[key])]))
}
