import type { Event } from '../core/event.ts'
import { type Draft, eventOf } from './event-of.ts'
import { ordinaryDraft } from './ordinary-draft.ts'
import { beginRaid, type Raid, raidDraft } from './raid-draft.ts'
import { type Random, seededRandom } from './random.ts'
import { contactDraft, itemTheftDraft, scamDraft, spamDraft } from './scheme-draft.ts'
import { speechDraft } from './speech-draft.ts'
import type { Truth } from './truth.ts'
import { createWorld, pickRole, type World } from './world.ts'

export interface SimulateOptions {
  readonly seed: number
  /** Accounts in the world, 20 at least; harmful ones come on top. */
  readonly players: number
  /** Time of the first event, in ms since the epoch. */
  readonly start: number
  /** How fast the world's time passes. */
  readonly eventsPerSecond: number
  /** Share of events that come from harmful behaviour, from 0 to 1. */
  readonly harmfulShare: number
}

export const SIMULATE_DEFAULTS = { players: 500, eventsPerSecond: 50, harmfulShare: 0.12 } as const

export interface Simulated {
  readonly event: Event
  readonly truth: Truth
}

/** An endless stream of events of a virtual world, the same for the same options. Event ids are `demo-<seed>-<n>`. */
export function* simulate(options: SimulateOptions): Generator<Simulated, never, undefined> {
  const random = seededRandom(options.seed)
  const world = createWorld(random, options.players, options.start)
  const harm = harmfulDrafts(random, world)
  for (let n = 0; ; n++) {
    const draft = random.chance(options.harmfulShare) ? harm() : ordinaryDraft(random, world)
    const timeMs = options.start + Math.floor((n * 1000) / options.eventsPerSecond)
    yield { event: eventOf(draft, `demo-${options.seed}-${n}`, timeMs), truth: draft.truth }
  }
}

function harmfulDrafts(random: Random, world: World): () => Draft {
  let raid: Raid | undefined
  return () => {
    const role = pickRole(random)
    switch (role) {
      case 'spam':
        return spamDraft(random, world)
      case 'scam':
        return scamDraft(random, world)
      case 'contact-seeking':
        return contactDraft(random, world)
      case 'item-theft':
        return itemTheftDraft(random, world)
      case 'raid':
        if (!raid || raid.step >= raid.steps) raid = beginRaid(random, world)
        return raidDraft(random, world, raid)
      default:
        return speechDraft(random, world, role)
    }
  }
}
