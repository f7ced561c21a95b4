import { directDraft } from '../direct-draft.ts'
import { aboutActor, type Draft } from '../event-of.ts'
import type { BeginScheme, Step } from '../scheme.ts'
import { SPEECH } from '../text/speech.ts'
import { withTypos } from '../text/typos.ts'
import type { Truth } from '../truth.ts'
import { openRoom } from '../world.ts'

const TRUTH: Truth = { behaviour: 'near-miss', violating: false, policies: [] }
const HOUR = 3_600_000

/** Two friends, one of age and one not, such as brother and sister, talk for hours and build in a room of their own. */
export const beginCloseFriends: BeginScheme = (random, world) => {
  const minor = random.pick(world.minors)
  const adults = world.accounts.filter((one) => !one.minor && one.language === minor.language)
  const adult = adults.length > 0 ? random.pick(adults) : random.pick(world.accounts)
  const room = openRoom(random, world)
  const say = SPEECH[minor.language].ordinary
  const times = Array.from({ length: 20 + random.int(21) }, () => random.int(3 * HOUR)).sort((a, b) => a - b)
  const steps = times.map((timeMs, i): Step => {
    const [from, to] = i % 2 === 0 ? [adult, minor] : [minor, adult]
    const text = withTypos(random, say(random, 'direct'), 0.06)
    return { afterMs: timeMs - times[0]!, draft: directDraft(random, from, to, text, true, TRUTH) }
  })
  const joined: Draft = {
    type: 'room.join',
    actor: minor,
    target: room.ref,
    room,
    data: { ...aboutActor(random, minor), joins_last_minute: 1, private: true, invited_by: adult.ref },
    truth: TRUTH,
  }
  return [...steps, { afterMs: steps.at(-1)!.afterMs, draft: joined }]
}
