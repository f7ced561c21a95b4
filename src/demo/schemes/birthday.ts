import { directDraft } from '../direct-draft.ts'
import { aboutActor } from '../event-of.ts'
import { pickSome } from '../pick-some.ts'
import type { BeginScheme, Step } from '../scheme.ts'
import { respell } from '../text/respell.ts'
import { SPEECH } from '../text/speech.ts'
import type { Truth } from '../truth.ts'

const TRUTH: Truth = { behaviour: 'near-miss', violating: false, policies: [] }
const HOUR = 3_600_000

/** The same good wishes from 15 to 40 accounts within an hour, all of them to one: in messages, or in that one's room. */
export const beginBirthday: BeginScheme = (random, world) => {
  const born = random.pick(world.accounts)
  const sentence = SPEECH[born.language].scheme(random, 'birthday')
  const times = Array.from({ length: 15 + random.int(26) }, () => random.int(HOUR)).sort((a, b) => a - b)
  const others = pickSome(
    random,
    world.accounts.filter((one) => one !== born),
    times.length,
  )
  return others.map((actor, i): Step => {
    const afterMs = times[i]! - times[0]!
    const text = respell(random, sentence)
    if (random.chance(0.6))
      return { afterMs, draft: directDraft(random, actor, born, text, random.chance(0.9), TRUTH) }
    const { room } = born
    const data = { text, ...aboutActor(random, actor), minors_present: random.chance(0.5) }
    return { afterMs, draft: { type: 'chat.message', actor, target: room.ref, room, data, truth: TRUTH } }
  })
}
