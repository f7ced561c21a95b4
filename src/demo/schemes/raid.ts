import { directDraft } from '../direct-draft.ts'
import { aboutActor, type Draft } from '../event-of.ts'
import { harmfulText } from '../harmful-text.ts'
import type { BeginScheme, Step } from '../scheme.ts'
import type { Truth } from '../truth.ts'

const POLICIES = ['harassment.brigading', 'harassment.insult', 'harassment.bullying', 'inauthentic.spam']

/**
 * A raid of 15 to 60 events on somebody's room: it is called for in direct messages, then the raiders come in, then
 * they talk.
 */
export const beginRaid: BeginScheme = (random, world) => {
  const room = random.pick(world.rooms)
  const count = 15 + random.int(46)
  const everyMs = 1000 + random.next() * 6000
  let afterMs = 0
  return Array.from({ length: count }, (_, step): Step => {
    const made = { afterMs: Math.floor(afterMs), draft: draw(step / count) }
    afterMs += everyMs * (0.5 + random.next())
    return made
  })

  function draw(progress: number): Draft {
    const actor = random.pick(world.harmful.raid)
    if (progress >= 0.1 && (progress < 0.4 || random.chance(0.25))) {
      const joins = 20 + Math.floor(progress * 100) + random.int(60)
      const truth: Truth = { behaviour: 'raid', violating: true, policies: ['harassment.brigading'] }
      const data = { ...aboutActor(random, actor), joins_last_minute: joins }
      return { type: 'room.join', actor, target: room.ref, room, data, truth }
    }
    const { text, truth } = harmfulText(random, actor.language, 'raid', 'raid', POLICIES)
    if (progress < 0.1) return directDraft(random, actor, random.pick(world.harmful.raid), text, true, truth)
    const data = { text, ...aboutActor(random, actor), minors_present: random.chance(0.5) }
    return { type: 'chat.message', actor, target: room.ref, room, data, truth }
  }
}
