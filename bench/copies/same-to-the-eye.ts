import type { Generated } from './generate.ts'

/** Two items whose corners lie within this much of each other on average, in sizes of the item, are the same to the eye. */
const SAME = 0.03

/**
 * Whether two items of one template came out all but the same by chance. Their corners correspond, so the distance is
 * taken corner by corner, after both were moved to their middle and scaled to the same size.
 */
export function sameToTheEye(a: Generated, b: Generated): boolean {
  if (a.template !== b.template || a.mesh.positions.length !== b.mesh.positions.length) return false
  const [p, q] = [levelled(a.mesh.positions), levelled(b.mesh.positions)]
  let sum = 0
  for (let at = 0; at < p.length; at += 3)
    sum += Math.hypot(p[at]! - q[at]!, p[at + 1]! - q[at + 1]!, p[at + 2]! - q[at + 2]!)
  return sum / (p.length / 3) < SAME
}

function levelled(positions: Float64Array): Float64Array {
  const count = positions.length / 3
  const middle = [0, 0, 0]
  for (const [i, value] of positions.entries()) middle[i % 3]! += value / count
  const centred = positions.map((value, i) => value - middle[i % 3]!)
  const size = Math.sqrt(centred.reduce((sum, value) => sum + value * value, 0) / count)
  return centred.map((value) => value / size)
}
