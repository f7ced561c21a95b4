import { aboutActor, type Draft } from './event-of.ts'
import { harmfulText } from './harmful-text.ts'
import { type Random, weighted } from './random.ts'
import type { Truth } from './truth.ts'
import type { Account, Role, World } from './world.ts'

/** Roles that do harm, or show it, by what they say. */
export type SpeechRole = Extract<Role, 'insult' | 'hate' | 'threat' | 'sexual' | 'distress'>

/** What each topic violates, the main policy first. */
const POLICIES: Readonly<Record<string, readonly string[]>> = {
  insult: ['harassment.insult', 'profanity.strong'],
  profane: ['profanity.strong', 'harassment.insult'],
  hate: ['hate.slur', 'hate.dehumanise', 'extremism.praise'],
  threat: ['violence.threat', 'self_harm.promotion', 'privacy.doxxing', 'harassment.insult'],
  sexual: ['sexual.explicit', 'sexual.solicitation', 'harassment.sexual_harassment'],
  sextort: ['ncii.threat_to_share', 'fraud.scam'],
  distress: ['self_harm.imminent'],
}

const pickPlace: Readonly<Record<SpeechRole, (random: Random) => Place>> = {
  insult: weighted({ chat: 60, comment: 20, direct: 17, name: 3 }),
  hate: weighted({ chat: 60, comment: 20, direct: 17, name: 3 }),
  threat: weighted({ chat: 30, comment: 10, direct: 60, name: 0 }),
  sexual: weighted({ chat: 35, comment: 10, direct: 55, name: 0 }),
  distress: weighted({ chat: 30, comment: 10, direct: 60, name: 0 }),
}
type Place = 'chat' | 'comment' | 'direct' | 'name'

/** Draws harmful words, and where they are said. */
export function speechDraft(random: Random, world: World, role: SpeechRole): Draft {
  const actor = random.pick(world.harmful[role])
  const place = pickPlace[role](random)
  const topic = pickTopic(random, role, place)
  const { text, truth } = harmfulText(random, actor.language, topic, role, POLICIES[topic]!)
  return said(random, world, actor, place, text, truth)
}

function pickTopic(random: Random, role: SpeechRole, place: Place): string {
  if (role === 'insult' && place !== 'direct' && place !== 'name' && random.chance(0.25)) return 'profane'
  if (role === 'sexual' && place === 'direct' && random.chance(0.15)) return 'sextort'
  return role
}

/** Puts a text where it is said. Words of a sexual kind to a minor break the rules for minors too. */
export function said(
  random: Random,
  world: World,
  actor: Account,
  place: Place,
  text: string,
  truth: Truth,
): Draft {
  const about = aboutActor(random, actor)
  switch (place) {
    case 'chat': {
      const room = random.pick(world.rooms)
      const data = { text, ...about, minors_present: random.chance(0.5) }
      return { type: 'chat.message', actor, target: room.ref, room, data, truth }
    }
    case 'comment':
      return {
        type: 'comment.create',
        actor,
        target: random.pick(world.items).ref,
        data: { text, ...about },
        truth,
      }
    case 'name':
      return { type: 'name.change', actor, data: { name: text, ...about }, truth }
    case 'direct': {
      const other = random.pick(world.accounts)
      const worse = truth.behaviour === 'sexual' && other.minor
      return {
        type: 'direct.message',
        actor,
        target: other.ref,
        data: { text, ...about, actor_minor: actor.minor, target_minor: other.minor, friends: false },
        truth: worse
          ? { ...truth, policies: [...truth.policies, 'child_safety.grooming', 'child_safety.sextortion'] }
          : truth,
      }
    }
  }
}
