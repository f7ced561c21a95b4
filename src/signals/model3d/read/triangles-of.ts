import { Fault } from '../finding.ts'
import type { Budget } from './budget.ts'

const TRIANGLES = 4
const STRIP = 5
const FAN = 6

/** The triangles of a primitive as three indices each, whatever its mode; none for points and lines. Throws Fault. */
export function trianglesOf(
  mode: number,
  indices: Uint32Array | undefined,
  vertices: number,
  budget: Budget,
  at: string,
): Uint32Array {
  if (indices !== undefined) {
    let wrong = 0
    for (const index of indices) if (index >= vertices) wrong++
    if (wrong > 0) {
      throw new Fault('index-out-of-range', at, `${wrong} indices point beyond the ${vertices} vertices.`)
    }
  }
  if (mode < TRIANGLES) return new Uint32Array(0)
  const corners = indices?.length ?? vertices
  const count = mode === TRIANGLES ? Math.floor(corners / 3) : Math.max(0, corners - 2)
  budget.most(count, budget.limits.triangles, 'too-many-triangles', at, 'triangles')
  if (mode === TRIANGLES && indices !== undefined) return indices.subarray(0, count * 3)
  budget.take(count * 12, at)
  const out = new Uint32Array(count * 3)
  const corner = (i: number): number => (indices === undefined ? i : indices[i]!)
  for (let i = 0; i < count; i++) {
    if (mode === TRIANGLES) {
      out.set([i * 3, i * 3 + 1, i * 3 + 2], i * 3)
    } else if (mode === STRIP) {
      const odd = i % 2
      out.set([corner(i), corner(i + 1 + odd), corner(i + 2 - odd)], i * 3)
    } else if (mode === FAN) {
      out.set([corner(i + 1), corner(i + 2), corner(0)], i * 3)
    }
  }
  return out
}
