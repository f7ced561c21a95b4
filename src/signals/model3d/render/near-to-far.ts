import type { Seen } from './draw-batch.ts'

const BUCKETS = 256

/**
 * Every triangle, roughly from the near to the far, so that most of what lies behind is never coloured: pairs of the place
 * in `all` and that of the first index. For speed alone: an opaque picture is the same in any order.
 */
export function nearToFar(all: readonly Seen[]): Int32Array {
  const count = all.reduce((sum, { batch }) => sum + Math.floor(batch.indices.length / 3), 0)
  const distances = new Float64Array(count)
  let least = Number.POSITIVE_INFINITY
  let most = 0
  let at = 0
  for (const { batch, vertices } of all) {
    const { indices } = batch
    for (let first = 0; first + 2 < indices.length; first += 3, at++) {
      const distance =
        vertices[4 * indices[first]! + 2]! +
        vertices[4 * indices[first + 1]! + 2]! +
        vertices[4 * indices[first + 2]! + 2]!
      distances[at] = distance
      if (distance > 0 && distance < least) least = distance
      if (distance > most && distance < Number.POSITIVE_INFINITY) most = distance
    }
  }
  const perUnit = most > least ? (BUCKETS - 1) / (most - least) : 0
  const bucketOf = (distance: number): number =>
    distance > least ? Math.min(BUCKETS - 1, Math.floor((distance - least) * perUnit)) : 0
  const next = new Int32Array(BUCKETS + 1)
  for (let i = 0; i < count; i++) {
    const bucket = bucketOf(distances[i]!)
    next[bucket + 1] = next[bucket + 1]! + 1
  }
  for (let bucket = 0; bucket < BUCKETS; bucket++) next[bucket + 1] = next[bucket + 1]! + next[bucket]!
  const order = new Int32Array(2 * count)
  at = 0
  all.forEach(({ batch }, place) => {
    for (let first = 0; first + 2 < batch.indices.length; first += 3, at++) {
      const bucket = bucketOf(distances[at]!)
      const to = next[bucket]!
      next[bucket] = to + 1
      order[2 * to] = place
      order[2 * to + 1] = first
    }
  })
  return order
}
