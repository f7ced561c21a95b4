import type { DecisionId } from '../../core/id.ts'
import { seededRandom, shuffled } from '../text/seeded-random.ts'
import type { ChosenItem, PoolItem, Reason } from './pool-item.ts'

/** How a batch is made up: shares of its size. */
export const BATCH_SHARES: Readonly<Record<Reason, number>> = {
  chance: 0.4,
  near: 0.3,
  novel: 0.2,
  suspect: 0.1,
}

/** Those near a threshold are drawn from so many times as many, so that each has a chance that is known and not 1. */
const NEAR_TIMES = 4

/** Groups, of which some are drawn, and one of each. */
type Stratum = readonly (readonly DecisionId[])[]

export interface BatchAsked {
  readonly count: number
  readonly seed: number
}

/**
 * Chooses what is to be labelled next: four parts, each drawn by itself and evenly from its own stratum, so that the chance
 * of an item is 1 - prod(1 - n_s / N_s / g_s) over the strata that it is in, where g_s is the size of its group there
 * (D. G. Horvitz and D. J. Thompson, 1952, weigh by the inverse). What is drawn by several is judged once, so that a batch may be smaller than asked for. `suspects`: events
 * whose labels may be wrong, the likeliest first. What a stratum lacks is drawn by chance from all.
 */
export function chooseBatch(
  pool: readonly PoolItem[],
  suspects: readonly DecisionId[],
  { count, seed }: BatchAsked,
): readonly ChosenItem[] {
  const random = seededRandom(seed)
  const strata = strataOf(pool, suspects, count)
  const sizes = sizesOf(count, strata)
  const missed = new Map<DecisionId, number>()
  const reasons = new Map<DecisionId, Reason>()
  for (const reason of ['suspect', 'near', 'novel', 'chance'] as const) {
    const stratum = strata[reason]
    const size = sizes[reason]
    for (const group of stratum)
      for (const decision of group) {
        const chance = size / stratum.length / group.length
        missed.set(decision, (missed.get(decision) ?? 1) * (1 - chance))
      }
    for (const at of shuffled(random, stratum.length).subarray(0, size)) {
      const group = stratum[at]!
      const decision = group[Math.floor(random() * group.length)]!
      if (!reasons.has(decision)) reasons.set(decision, reason)
    }
  }
  return [...reasons].map(([decision, reason]) => ({
    ...{ decision, reason },
    probability: 1 - missed.get(decision)!,
  }))
}

function strataOf(
  pool: readonly PoolItem[],
  suspects: readonly DecisionId[],
  count: number,
): Record<Reason, Stratum> {
  const wanted = Math.ceil(NEAR_TIMES * BATCH_SHARES.near * count)
  const unsure = pool
    .filter(({ distance, discordant }) => discordant || distance !== undefined)
    .sort((a, b) => Number(b.discordant) - Number(a.discordant) || (a.distance ?? 0) - (b.distance ?? 0))
    .slice(0, wanted)
  return {
    chance: pool.map(({ decision }) => [decision]),
    near: unsure.map(({ decision }) => [decision]),
    novel: novelClusters(pool),
    suspect: suspects
      .slice(0, Math.ceil(NEAR_TIMES * BATCH_SHARES.suspect * count))
      .map((decision) => [decision]),
  }
}

/** Of each cluster one is drawn: a thousand copies of one text say no more than one. */
function novelClusters(pool: readonly PoolItem[]): Stratum {
  const clusters = new Map<number, DecisionId[]>()
  for (const { decision, novel } of pool) {
    if (novel === undefined) continue
    const members = clusters.get(novel)
    if (members === undefined) clusters.set(novel, [decision])
    else members.push(decision)
  }
  return [...clusters.values()]
}

function sizesOf(count: number, strata: Readonly<Record<Reason, Stratum>>): Record<Reason, number> {
  const of = (reason: Reason) => Math.min(strata[reason].length, Math.round(BATCH_SHARES[reason] * count))
  const sizes = { near: of('near'), novel: of('novel'), suspect: of('suspect') }
  const rest = count - sizes.near - sizes.novel - sizes.suspect
  return { ...sizes, chance: Math.min(strata.chance.length, rest) }
}
