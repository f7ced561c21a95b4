import { aboutActor, type Draft } from '../event-of.ts'
import type { BeginScheme, Step } from '../scheme.ts'
import { SPEECH } from '../text/speech.ts'
import type { Truth } from '../truth.ts'
import { newcomer } from '../world.ts'

const HOUR = 3_600_000
const TRUTH: Truth = {
  behaviour: 'mass-requests',
  violating: true,
  policies: ['inauthentic.bot', 'inauthentic.spam'],
}

/** 70 to 160 friend requests by one account within an hour; its client mostly tells the service of far fewer. */
export const beginMassRequests: BeginScheme = (random, world, startMs) => {
  const actor = newcomer(random, world, startMs, { ageMs: HOUR + random.next() * 200 * HOUR })
  const honest = random.chance(0.3)
  const count = 70 + random.int(91)
  const everyMs = (0.5 * HOUR) / count
  let afterMs = 0
  return Array.from({ length: count }, (_, sent): Step => {
    const other = random.pick(world.accounts)
    const message = random.chance(0.3) ? { message: SPEECH[actor.language].ordinary(random, 'request') } : {}
    const data = {
      ...message,
      ...aboutActor(random, actor),
      actor_minor: actor.minor,
      target_minor: other.minor,
      sent_last_hour: honest ? sent : random.int(5),
    }
    const draft: Draft = { type: 'friend.request', actor, target: other.ref, data, truth: TRUTH }
    const step = { afterMs: Math.floor(afterMs), draft }
    afterMs += everyMs * (0.5 + random.next())
    return step
  })
}
