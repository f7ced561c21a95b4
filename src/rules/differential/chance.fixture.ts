/** A repeatable source of chance: the same seed gives the same draws. Source: sfc32 (Doty-Humphrey, PractRand). */
export class Chance {
  private a: number
  private b: number
  private c: number
  private counter = 1

  constructor(seed: number, stream = 0) {
    this.a = seed | 0
    this.b = Math.floor(seed / 2 ** 32) | 0
    this.c = stream | 0
    for (let i = 0; i < 15; i++) this.bits()
  }

  /** 32 bits. */
  bits(): number {
    const t = (((this.a + this.b) | 0) + this.counter) | 0
    this.counter = (this.counter + 1) | 0
    this.a = this.b ^ (this.b >>> 9)
    this.b = (this.c + (this.c << 3)) | 0
    this.c = (((this.c << 21) | (this.c >>> 11)) + t) | 0
    return t >>> 0
  }

  /** A whole number in `[0, end)`. */
  below(end: number): number {
    return Math.floor((this.bits() / 2 ** 32) * end)
  }

  /** True with this probability. */
  is(probability: number): boolean {
    return this.bits() < probability * 2 ** 32
  }

  pick<T>(all: readonly T[]): T {
    return all[this.below(all.length)]!
  }

  /** One of several ways to go on, each with its weight. */
  choose<T>(ways: readonly (readonly [weight: number, way: () => T])[]): T {
    let left = this.below(ways.reduce((sum, [weight]) => sum + weight, 0))
    for (const [weight, way] of ways) {
      if (left < weight) return way()
      left -= weight
    }
    throw new Error('weights must be above 0')
  }

  list<T>(most: number, make: () => T): T[] {
    return Array.from({ length: this.below(most + 1) }, make)
  }
}
