import { ordinaryDraft } from './ordinary-draft.ts'
import { type Random, weighted } from './random.ts'
import type { Step } from './scheme.ts'
import { INNOCENT_SCHEMES } from './schemes.ts'
import type { World } from './world.ts'

type Innocent = keyof typeof INNOCENT_SCHEMES

const begun = Object.fromEntries(
  Object.entries(INNOCENT_SCHEMES).map(([name, { weight, size }]) => [name, weight / size]),
) as Record<Innocent, number>
const pickScheme = weighted(begun)
const BEGUN_SHARE = Object.values(begun).reduce((total, share) => total + share, 0) / 1000

/** Draws what an ordinary player does: mostly one event, now and then something that takes many. */
export function drawOrdinary(random: Random, world: World, timeMs: number): Step[] {
  return random.chance(BEGUN_SHARE)
    ? INNOCENT_SCHEMES[pickScheme(random)].begin(random, world, timeMs)
    : [{ afterMs: 0, draft: ordinaryDraft(random, world) }]
}
