import { chanceFrom } from '../stats/chance.ts'

/** A small seeded source of chance. */
export interface Random {
  /** A number in [0, 1). */
  next(): number
  /** An integer in [0, below). */
  int(below: number): number
  /** Whether something with this probability happens. */
  chance(probability: number): boolean
  pick<T>(items: readonly T[]): T
}

/** Chance from a seed: the same seed gives the same numbers everywhere. */
export function seededRandom(seed: number): Random {
  const next = chanceFrom(seed)
  const int = (below: number): number => Math.floor(next() * below)
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => items[int(items.length)]!,
  }
}

/** Makes a picker that draws each name with a chance in proportion to its weight. */
export function weighted<T extends string>(weights: Readonly<Record<T, number>>): (random: Random) => T {
  const names = Object.keys(weights) as T[]
  const ends: number[] = []
  let total = 0
  for (const name of names) {
    total += weights[name]
    ends.push(total)
  }
  return (random) => {
    const at = random.next() * total
    const index = ends.findIndex((end) => at < end)
    return names[index < 0 ? names.length - 1 : index]!
  }
}
