import type { Draft } from './event-of.ts'
import { type Random, weighted } from './random.ts'
import { contactDraft, itemTheftDraft, scamDraft, spamDraft } from './role-draft.ts'
import type { Step } from './scheme.ts'
import { HARMFUL_SCHEMES } from './schemes.ts'
import { speechDraft } from './speech-draft.ts'
import type { Role, World } from './world.ts'

type SingleRole = Exclude<Role, keyof typeof HARMFUL_SCHEMES>
type Harm = SingleRole | keyof typeof HARMFUL_SCHEMES

const SINGLE: Readonly<Record<SingleRole, number>> = {
  insult: 30,
  hate: 8,
  threat: 6,
  sexual: 10,
  distress: 3,
  spam: 15,
  scam: 10,
  'contact-seeking': 8,
  'item-theft': 3,
}

/** How often each kind of harm shows, among harmful events. */
export const HARM_WEIGHTS: Readonly<Record<Harm, number>> = {
  ...SINGLE,
  raid: HARMFUL_SCHEMES.raid.weight,
  campaign: HARMFUL_SCHEMES.campaign.weight,
  'advert-wave': HARMFUL_SCHEMES['advert-wave'].weight,
  'slow-approach': HARMFUL_SCHEMES['slow-approach'].weight,
  'mass-requests': HARMFUL_SCHEMES['mass-requests'].weight,
  'coin-moving': HARMFUL_SCHEMES['coin-moving'].weight,
}

// A scheme is begun as much more rarely as it has more events.
const begun = Object.fromEntries(
  Object.entries(HARM_WEIGHTS).map(([name, weight]) => [name, weight / sizeOf(name as Harm)]),
) as Record<Harm, number>
const pickHarm = weighted(begun)

/** Events that come of one draw of harm, on average. */
export const HARM_SIZE = sum(Object.values(HARM_WEIGHTS)) / sum(Object.values(begun))

/** Draws harm: one event, or all of a scheme. */
export function drawHarm(random: Random, world: World, timeMs: number): Step[] {
  const harm = pickHarm(random)
  switch (harm) {
    case 'spam':
      return alone(spamDraft(random, world))
    case 'scam':
      return alone(scamDraft(random, world))
    case 'contact-seeking':
      return alone(contactDraft(random, world))
    case 'item-theft':
      return alone(itemTheftDraft(random, world))
    case 'raid':
    case 'campaign':
    case 'advert-wave':
    case 'slow-approach':
    case 'mass-requests':
    case 'coin-moving':
      return HARMFUL_SCHEMES[harm].begin(random, world, timeMs)
    default:
      return alone(speechDraft(random, world, harm))
  }
}

function sizeOf(harm: Harm): number {
  return harm in HARMFUL_SCHEMES ? HARMFUL_SCHEMES[harm as keyof typeof HARMFUL_SCHEMES].size : 1
}

function alone(draft: Draft): Step[] {
  return [{ afterMs: 0, draft }]
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
