import type { EntityRef } from '../core/entity.ts'
import type { Event } from '../core/event.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'
import type { Account, Room } from './world.ts'

/** An event before it has an id and a time. */
export interface Draft {
  readonly type: string
  readonly actor: Account
  readonly target?: EntityRef
  readonly room?: Room
  readonly data: Event['data']
  readonly truth: Truth
}

/** What every event says of its actor; a few worlds do not know when an account was made. */
export function aboutActor(random: Random, actor: Account): Event['data'] {
  return random.chance(0.04) ? {} : { account_created: actor.created }
}

/** Event types that say from which device and address somebody acted. */
const SAYS_MEANS = new Set(['chat.message', 'direct.message', 'feed.post', 'comment.create'])

/** Gives a draft its id and time. Times have whole ms. */
export function eventOf(draft: Draft, id: string, timeMs: number): Event {
  const room = draft.room ?? draft.actor.room
  return {
    id,
    type: draft.type,
    time: new Date(timeMs).toISOString(),
    world: room.world,
    session: room.ref,
    actor: draft.actor.ref,
    ...(draft.target === undefined ? {} : { target: draft.target }),
    data: SAYS_MEANS.has(draft.type) ? { ...draft.data, ...draft.actor.means } : draft.data,
  }
}
