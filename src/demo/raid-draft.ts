import { aboutActor, type Draft } from './event-of.ts'
import { harmfulText } from './harmful-text.ts'
import type { Random } from './random.ts'
import type { Truth } from './truth.ts'
import type { Room, World } from './world.ts'

const POLICIES = ['harassment.brigading', 'harassment.insult', 'harassment.bullying', 'inauthentic.spam']

/** A raid under way: whose room, and how far it has come. */
export interface Raid {
  readonly room: Room
  readonly steps: number
  step: number
}

/** Begins a raid of 15 to 60 events on somebody's room. */
export function beginRaid(random: Random, world: World): Raid {
  return { room: random.pick(world.rooms), steps: 15 + random.int(46), step: 0 }
}

/** Draws the raid's next event: it is called for in direct messages, then the raiders come in, then they talk. */
export function raidDraft(random: Random, world: World, raid: Raid): Draft {
  const actor = random.pick(world.harmful.raid)
  const progress = raid.step++ / raid.steps
  const about = aboutActor(random, actor)
  if (progress >= 0.1 && (progress < 0.4 || random.chance(0.25))) {
    const joins = 20 + Math.floor(progress * 100) + random.int(60)
    const truth: Truth = { behaviour: 'raid', violating: true, policies: ['harassment.brigading'] }
    const data = { ...about, joins_last_minute: joins }
    return { type: 'room.join', actor, target: raid.room.ref, room: raid.room, data, truth }
  }
  const { text, truth } = harmfulText(random, actor.language, 'raid', 'raid', POLICIES)
  if (progress < 0.1) {
    const other = random.pick(world.harmful.raid)
    const data = { text, ...about, actor_minor: actor.minor, target_minor: other.minor, friends: true }
    return { type: 'direct.message', actor, target: other.ref, data, truth }
  }
  const data = { text, ...about, minors_present: random.chance(0.5) }
  return { type: 'chat.message', actor, target: raid.room.ref, room: raid.room, data, truth }
}
