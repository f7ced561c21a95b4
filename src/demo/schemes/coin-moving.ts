import { aboutActor, type Draft } from '../event-of.ts'
import { pickSome } from '../pick-some.ts'
import type { BeginScheme, Step } from '../scheme.ts'
import type { Truth } from '../truth.ts'
import { newcomer } from '../world.ts'

const HOUR = 3_600_000
const TRUTH: Truth = { behaviour: 'coin-moving', violating: true, policies: ['fraud.scam'] }

/** Stolen coins moved on in 15 to 30 gifts to strangers within an hour or two, each too small to be looked at. */
export const beginCoinMoving: BeginScheme = (random, world, startMs) => {
  const actor = newcomer(random, world, startMs, { ageMs: HOUR + random.next() * 40 * HOUR })
  let afterMs = 0
  return pickSome(random, world.accounts, 15 + random.int(16)).map((other): Step => {
    const data = {
      ...aboutActor(random, actor),
      ...{ actor_minor: actor.minor, target_minor: other.minor, friends: false },
      coins: 700 + 10 * random.int(120),
    }
    const draft: Draft = { type: 'gift.trade', actor, target: other.ref, data, truth: TRUTH }
    const step = { afterMs, draft }
    afterMs += 30_000 + random.int(400_000)
    return step
  })
}
