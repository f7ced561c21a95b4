import type { Seen } from './draw-batch.ts'

interface Far {
  readonly place: number
  readonly first: number
  readonly distance: number
  readonly across: number
}

/** Every triangle of blended batches from the far to the near: pairs of the place in `all` and that of the first index. */
export function farToNear(all: readonly Seen[]): Int32Array {
  const found: Far[] = []
  for (const [place, { vertices, batch }] of all.entries()) {
    const { indices } = batch
    for (let first = 0; first + 2 < indices.length; first += 3) {
      const sum = (k: number): number =>
        vertices[4 * indices[first]! + k]! +
        vertices[4 * indices[first + 1]! + k]! +
        vertices[4 * indices[first + 2]! + k]!
      const distance = sum(2)
      if (Number.isFinite(distance)) found.push({ place, first, distance, across: sum(0) + 3 * sum(1) })
    }
  }
  found.sort((a, b) => b.distance - a.distance || a.across - b.across)
  const order = new Int32Array(2 * found.length)
  for (const [i, { place, first }] of found.entries()) {
    order[2 * i] = place
    order[2 * i + 1] = first
  }
  return order
}
