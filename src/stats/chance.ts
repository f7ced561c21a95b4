/**
 * A seeded source of numbers in [0, 1): the generator sfc32 (C. Doty-Humphrey, PractRand). The same seed, an integer
 * from 0 up to 2^53, gives the same numbers everywhere.
 */
export function chanceFrom(seed: number): () => number {
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
  return next
}
