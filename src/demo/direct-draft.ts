import { aboutActor, type Draft } from './event-of.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'
import type { Account } from './world.ts'

/** A message from one account to another. */
export function directDraft(
  random: Random,
  actor: Account,
  other: Account,
  text: string,
  friends: boolean,
  truth: Truth,
): Draft {
  const data = {
    text,
    ...aboutActor(random, actor),
    actor_minor: actor.minor,
    target_minor: other.minor,
    friends,
  }
  return { type: 'direct.message', actor, target: other.ref, data, truth }
}
