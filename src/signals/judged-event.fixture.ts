import type { JudgedEvent } from '../core/event.ts'
import type { Item } from './signal.ts'

/** An item of its own, as the engine makes one for each event. */
export function itemOf(raw: string): Item {
  return { raw, shared: new Map() }
}

export const CHAT_EVENT: JudgedEvent = {
  id: 'e-1',
  type: 'chat.message',
  time: 0,
  receivedAt: 0,
  world: 'plaza',
  session: undefined,
  actor: undefined,
  target: undefined,
  data: {},
}
