import { seededRandom } from './seeded-random.ts'

/** Numbers that a seed determines, with how many were drawn: enough to go on from there later. */
export interface CountedRandom {
  readonly next: () => number
  readonly drawn: () => number
}

/** As if `drawn` numbers had been drawn already. */
export function countedRandom(seed: number, drawn = 0): CountedRandom {
  const random = seededRandom(seed)
  let count = 0
  const next = () => {
    count++
    return random()
  }
  while (count < drawn) next()
  return { next, drawn: () => count }
}
