import type { EventRef } from '../../backtest/event-ref.ts'

/** A place among events, as it goes over the wire. */
export function cursorOf({ id, received }: EventRef): string {
  return `${id}.${received}`
}

/** The place that a cursor stands for; its form was checked. */
export function placeOf(cursor: string): EventRef {
  const at = cursor.indexOf('.')
  return { id: cursor.slice(0, at), received: Number(cursor.slice(at + 1)) }
}
