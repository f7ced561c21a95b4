import type { Event } from '../core/event.ts'

/** The event of a repetition: `{i}` in its texts and ids is the number. */
export function numberEvent(event: Event, number: number): Event {
  return fill(event, String(number)) as Event
}

function fill(value: unknown, number: string): unknown {
  if (typeof value === 'string') return value.replaceAll('{i}', number)
  if (Array.isArray(value)) return value.map((one) => fill(one, number))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, fill(one, number)]))
}
