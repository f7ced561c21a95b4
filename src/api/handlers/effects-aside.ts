import type { AsideReply, RetriedReply } from '../contract/delivery.ts'
import type { MakeHandler } from '../handler.ts'
import { forAllWorlds } from './for-all-worlds.ts'
import { orUnavailable } from './stored-decision.ts'

/** Shows what effects could not be carried out. */
export const effectsAside: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  await orUnavailable(parts.following.look())
  return {
    aside: parts.following.aside.map(({ oldestMs, ...one }) => ({
      ...one,
      oldestAt: new Date(oldestMs).toISOString(),
    })),
  } satisfies AsideReply
}

/** Has them carried out once more. */
export const retryEffects: MakeHandler = (parts) => async (request) => {
  forAllWorlds(request)
  return { retried: await orUnavailable(parts.following.retry()) } satisfies RetriedReply
}
