import { z } from 'zod'
import { EntityRef } from './entity.ts'
import type { Value } from './value.ts'

export const EventId = z
  .string()
  .min(1)
  .max(128)
  .regex(/^[\x21-\x7e]+$/, 'expected printable ASCII without spaces')

/** An event on the wire. Only `type` and `data` are required; the server gives the rest. */
export const Event = z.strictObject({
  id: EventId.exactOptional(),
  type: z.string().min(1).max(64),
  time: z.iso.datetime({ offset: true }).exactOptional(),
  world: z.string().min(1).max(64).exactOptional(),
  session: EntityRef.exactOptional(),
  actor: EntityRef.exactOptional(),
  target: EntityRef.exactOptional(),
  data: z.record(z.string(), z.json()),
})
export type Event = z.infer<typeof Event>

/** An event that has passed the edge: typed by its event type, times as ms since the epoch. */
export interface JudgedEvent {
  /** The client's id, or `undefined` when the client gave none (then it cannot be sent again). */
  readonly id: string | undefined
  readonly type: string
  readonly time: number
  readonly receivedAt: number
  readonly world: string
  readonly session: EntityRef | undefined
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  /** Features by name, decoded to run-time values (see value.ts); a missing one is `undefined`. */
  readonly data: Readonly<Record<string, Value>>
}
