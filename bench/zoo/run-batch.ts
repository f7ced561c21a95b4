import { chanceFrom } from '../../src/stats/chance.ts'
import { BAD, GOOD } from './animals.ts'
import { type Walked, walk } from './walk.ts'
import { zooWorld } from './world.ts'

/** Models of a batch that only live traffic shows to be bad, for each that tests before can: they take less time. */
const HIDDEN = 5

/** Bad models of one batch. */
export const BATCH_SIZE = BAD.length * (1 + HIDDEN) - (HIDDEN - 1)

/** One world with models of every kind; depends on the seed and the number alone. */
export async function runBatch(seed: number, batch: number, hiddenOnes = HIDDEN): Promise<Walked[]> {
  const random = chanceFrom(seed * 100_003 + batch)
  const world = zooWorld(seed * 100_003 + batch)
  const walked: Walked[] = []
  for (const [seen, hidden] of BAD) {
    walked.push(await walk(seen(random), world, random))
    for (let i = 0; i < hiddenOnes; i++) {
      const animal = hidden(random)
      walked.push(await walk(animal, world, random))
      // A hundred tries take as long as all others.
      if (animal.tries !== undefined) break
    }
  }
  for (const make of GOOD) walked.push(await walk(make(random), world, random))
  return walked
}
