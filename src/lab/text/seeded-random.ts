/** Numbers from 0 up to 1 that a seed determines (Mulberry32, T. Ettinger 2017): good enough for shuffling. */
export function seededRandom(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** The numbers from 0 to `count` - 1 in an order that chance gives (Fisher and Yates). */
export function shuffled(random: () => number, count: number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i)
  shuffle(random, order)
  return order
}

/** Shuffles in place. */
export function shuffle(random: () => number, order: Int32Array): void {
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1))
    const held = order[i]!
    order[i] = order[j]!
    order[j] = held
  }
}
