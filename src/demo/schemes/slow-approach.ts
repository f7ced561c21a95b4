import { directDraft } from '../direct-draft.ts'
import { aboutActor, type Draft } from '../event-of.ts'
import { pickSome } from '../pick-some.ts'
import type { Random } from '../random.ts'
import type { BeginScheme, Step } from '../scheme.ts'
import { SPEECH } from '../text/speech.ts'
import type { Truth } from '../truth.ts'
import { type Account, newcomer, openRoom, type World } from '../world.ts'

const HOUR = 3_600_000
const TRUTH: Truth = {
  behaviour: 'slow-approach',
  violating: true,
  policies: ['child_safety.grooming', 'child_safety.endangerment', 'privacy.contact_exchange_minor'],
}
const ORDINARY: Truth = { behaviour: 'ordinary', violating: false, policies: [] }

/**
 * A grown-up turns to two or three children at once, over hours: small talk, flattery, questions, and then away from
 * where others read. Most messages have nothing that a list of words could know; the children answer few of them.
 */
export const beginSlowApproach: BeginScheme = (random, world, startMs) => {
  const ageMs = (random.chance(0.3) ? 1 : 20 + random.int(300)) * 24 * HOUR
  const actor = newcomer(random, world, startMs, { ageMs, minor: false })
  const minors = world.minors.filter(({ language }) => language === actor.language)
  const hours = 3 + random.int(8)
  const steps = pickSome(random, minors.length > 0 ? minors : world.minors, 2 + random.int(2)).flatMap(
    (minor, index) => approach(random, world, actor, minor, hours, index * 0.2 * HOUR),
  )
  const first = Math.min(...steps.map(({ afterMs }) => afterMs))
  return steps
    .map(({ afterMs, draft }) => ({ afterMs: Math.floor(afterMs - first), draft }))
    .sort((a, b) => a.afterMs - b.afterMs)
}

function approach(
  random: Random,
  world: World,
  actor: Account,
  minor: Account,
  hours: number,
  fromMs: number,
): Step[] {
  const steps: Step[] = []
  const count = 10 + random.int(8)
  const talk = SPEECH[actor.language].scheme
  const room = openRoom(random, world)
  for (let i = 0; i < count; i++) {
    const progress = i / count
    const topic = progress < 0.3 ? 'open' : progress < 0.6 ? 'warm' : progress < 0.8 ? 'pry' : 'lead'
    const afterMs = fromMs + (progress + random.next() / count) * hours * HOUR
    const draft = directDraft(random, actor, minor, talk(random, topic), false, TRUTH)
    steps.push({ afterMs, draft })
    if (random.chance(0.2)) {
      const answer = directDraft(random, minor, actor, talk(random, 'answer'), false, ORDINARY)
      steps.push({ afterMs: afterMs + 20_000 + random.int(600_000), draft: answer })
    }
    if (topic === 'lead' && random.chance(0.4)) {
      const joined: Draft = {
        type: 'room.join',
        actor: minor,
        target: room.ref,
        room,
        data: { ...aboutActor(random, minor), joins_last_minute: 0, private: true, invited_by: actor.ref },
        truth: ORDINARY,
      }
      steps.push({ afterMs: afterMs + 30_000 + random.int(300_000), draft: joined })
    }
  }
  return steps
}
