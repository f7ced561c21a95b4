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

/** The generator sfc32 (C. Doty-Humphrey, PractRand): the same seed gives the same numbers everywhere. */
export function seededRandom(seed: number): Random {
  let a = seed >>> 0
  let b = Math.floor(seed / 2 ** 32) >>> 0
  let c = 0x9e3779b9
  let counter = 1
  const next = (): number => {
    const sum = (((a + b) | 0) + counter) | 0
    counter = (counter + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (c << 21) | (c >>> 11)
    c = (c + sum) | 0
    return (sum >>> 0) / 4294967296
  }
  // The first outputs still resemble the seed.
  for (let i = 0; i < 15; i++) next()
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
