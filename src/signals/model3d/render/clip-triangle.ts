import { STRIDE } from './fill-triangle.ts'

/** Numbers 0..2 of a corner in the camera's space: across, up (both in half fields, so ±distance is the frame's edge), distance. */
export const GUARD = 12

/** Bits of the planes that a point lies beyond: nearer than `near`, or past GUARD frames to a side. */
export function beyond(x: number, y: number, distance: number, near: number): number {
  const reach = GUARD * distance
  return (
    (distance < near ? 1 : 0) |
    (x > reach ? 2 : 0) |
    (x < -reach ? 4 : 0) |
    (y > reach ? 8 : 0) |
    (y < -reach ? 16 : 0)
  )
}

/**
 * Cuts a triangle (3 × STRIDE numbers) to what lies before the camera and near the frame (Sutherland and Hodgman).
 * Gives the corners of the polygon that is left, one after another; empty where nothing is.
 */
export function clipTriangle(corners: Float64Array, near: number): Float64Array {
  let polygon = corners
  for (let plane = 0; plane < 5; plane++) {
    const out: number[] = []
    const count = polygon.length / STRIDE
    for (let i = 0; i < count; i++) {
      const from = i * STRIDE
      const to = ((i + 1) % count) * STRIDE
      const here = inside(polygon, from, plane, near)
      const there = inside(polygon, to, plane, near)
      if (here >= 0) for (let k = 0; k < STRIDE; k++) out.push(polygon[from + k]!)
      if (here >= 0 === there >= 0) continue
      // Always from the inner end to the outer, so that two triangles cut their common edge alike.
      const [start, end, s, e] = here >= 0 ? [from, to, here, there] : [to, from, there, here]
      const t = s / (s - e)
      for (let k = 0; k < STRIDE; k++)
        out.push(polygon[start + k]! + (polygon[end + k]! - polygon[start + k]!) * t)
    }
    polygon = Float64Array.from(out)
  }
  return polygon
}

function inside(polygon: Float64Array, at: number, plane: number, near: number): number {
  const x = polygon[at]!
  const y = polygon[at + 1]!
  const distance = polygon[at + 2]!
  if (plane === 0) return distance - near
  if (plane === 1) return GUARD * distance - x
  if (plane === 2) return GUARD * distance + x
  return plane === 3 ? GUARD * distance - y : GUARD * distance + y
}
