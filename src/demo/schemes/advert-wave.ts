import { directDraft } from '../direct-draft.ts'
import { aboutActor, type Draft } from '../event-of.ts'
import { ringMeans } from '../means.ts'
import type { BeginScheme, Step } from '../scheme.ts'
import { respell } from '../text/respell.ts'
import { SPEECH } from '../text/speech.ts'
import type { Truth } from '../truth.ts'
import { type Account, newcomer } from '../world.ts'

const HOUR = 3_600_000
const TRUTH: Truth = {
  behaviour: 'advert-wave',
  violating: true,
  policies: ['inauthentic.spam', 'inauthentic.hidden_ad', 'inauthentic.bot'],
}

/** The same advertisement from 12 to 40 accounts within an hour, each of which says it once or twice, anywhere. */
export const beginAdvertWave: BeginScheme = (random, world, startMs) => {
  const ring = `${world.tag}wave${world.people}`
  const first = newcomer(random, world, startMs, { ageMs: 2 * HOUR, means: ringMeans(ring, 0) })
  const sentence = SPEECH[first.language].scheme(random, 'advert')
  const steps: Step[] = []
  const count = 12 + random.int(29)
  for (let i = 0; i < count; i++) {
    const actor =
      i === 0
        ? first
        : newcomer(random, world, startMs, {
            ageMs: 60_000 + random.next() * 60 * HOUR,
            means: ringMeans(ring, i),
          })
    const afterMs = i === 0 ? 0 : Math.floor(random.next() * 0.8 * HOUR)
    steps.push({ afterMs, draft: said(actor) })
    if (random.chance(0.3))
      steps.push({ afterMs: afterMs + 20_000 + random.int(300_000), draft: said(actor) })
  }
  return steps.sort((a, b) => a.afterMs - b.afterMs)

  function said(actor: Account): Draft {
    const text = respell(random, sentence)
    if (random.chance(0.25))
      return directDraft(random, actor, random.pick(world.accounts), text, false, TRUTH)
    const room = random.pick(world.rooms)
    const data = { text, ...aboutActor(random, actor), minors_present: random.chance(0.5) }
    return { type: 'chat.message', actor, target: room.ref, room, data, truth: TRUTH }
  }
}
