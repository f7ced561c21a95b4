import { chanceFrom } from '../../src/stats/chance.ts'
import type { Animal } from './animal.ts'
import { BAD } from './animals.ts'
import { offline } from './offline.ts'
import type { TakenAway, Wall } from './taken-away.ts'
import { trafficFor, type Walked, walkOn } from './walk.ts'
import { type ZooWorld, zooWorld } from './world.ts'

/** A bad model, and the walls that had to be taken away before it got through. */
export interface WayThrough {
  readonly kind: string
  readonly variant: Animal['variant']
  /** Each with all walls that stopped it at that point; they were then taken away together. */
  readonly walls: readonly (readonly string[])[]
  /** With all of these taken away: what it got, and what became of it afterwards. */
  readonly got: Walked['got']
  /** It has a threshold from which it acts: without, it has the authority and does nothing with it. */
  readonly mayAct: boolean
  readonly state: Walked['state']
  readonly stoppedLate: readonly string[]
  readonly isThrough: boolean
}

/** More there are not: gates for shadow, for ranking, for acting, the registry, tripwires and probation. */
const MOST_WALLS = 10

/** One bad model of each kind, with what stops it taken away, and what then stops it, until it gets through. */
export async function takeAwayAll(seed: number): Promise<WayThrough[]> {
  const random = chanceFrom(seed)
  const world = zooWorld(seed)
  const ways: WayThrough[] = []
  for (const makers of BAD)
    for (const make of makers) {
      // One try at the certify rows will do: gates that are taken away cannot be fished.
      const { tries: _, ...animal } = make(random)
      ways.push(await takeAway(animal, world, random))
    }
  return ways
}

/** Takes away what stops a model, until it gets more than it may. */
export async function takeAway(animal: Animal, world: ZooWorld, random: () => number): Promise<WayThrough> {
  const tested = await offline(animal, world, random)
  const gates = new Set<string>()
  const gone = new Set<Wall>()
  const without: TakenAway = { gates, walls: gone }
  const walls: (readonly string[])[] = []
  for (let i = 0; ; i++) {
    const walked = walkOn(animal, tested, await trafficFor(animal, tested, world, random), without)
    const { kind, variant, isUnsafe, got, state, by, heldBy } = walked
    // Out again, and allowed no more than it may be: what held it there is the wall.
    const isLate = got !== 'observe'
    const stops = isUnsafe ? [] : by.length > 0 && !isLate ? by : heldBy
    if (stops.length === 0 || i === MOST_WALLS) {
      const mayAct = tested.candidate.manifest.thresholds.act !== undefined
      return { kind, variant, walls, got, mayAct, state, stoppedLate: by, isThrough: isUnsafe }
    }
    walls.push(stops)
    for (const stop of stops) {
      const [what = '', name = ''] = stop.split(' ')
      if (what === 'gate') gates.add(name)
      else if (what === 'tripwire') gone.add('tripwires')
      else gone.add(what === 'registry' ? 'registry' : 'probation')
    }
  }
}
