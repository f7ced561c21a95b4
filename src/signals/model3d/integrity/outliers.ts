import type { Check } from './check.ts'

/** An item is at most so many times as large as the middle of it. */
const MOST = 20
/** So many triangles at most are weighed, evenly drawn. */
const SAMPLE = 20_000

/**
 * Parts far from the rest: they shrink the item to a dot in any view that frames all of it, and so hide what it shows.
 * The extent of everything is held against the middle: the spread of triangles' centres without the outer tenth on each
 * side, or the size of the middle triangle.
 */
export const outliers: Check = ({ posed }) => {
  const centres: [number[], number[], number[]] = [[], [], []]
  const sizes: number[] = []
  const from: [number, number, number] = [Infinity, Infinity, Infinity]
  const to: [number, number, number] = [-Infinity, -Infinity, -Infinity]
  const count = posed.reduce((sum, { primitive }) => sum + primitive.triangles.length / 3, 0)
  const step = Math.max(1, Math.ceil(count / SAMPLE))
  let next = 0
  for (const { primitive, positions } of posed) {
    const { triangles } = primitive
    for (let i = 0; i < triangles.length; i += 3, next++) {
      let size = 0
      for (let axis = 0; axis < 3; axis++) {
        const a = positions[triangles[i]! * 3 + axis]!
        const b = positions[triangles[i + 1]! * 3 + axis]!
        const c = positions[triangles[i + 2]! * 3 + axis]!
        const least = Math.min(a, b, c)
        const most = Math.max(a, b, c)
        from[axis] = Math.min(from[axis]!, least)
        to[axis] = Math.max(to[axis]!, most)
        size = Math.max(size, most - least)
        if (next % step === 0) centres[axis]!.push((a + b + c) / 3)
      }
      if (next % step === 0) sizes.push(size)
    }
  }
  if (sizes.length === 0) return []
  const extent = Math.max(...to.map((end, axis) => end - from[axis]!))
  const middle = Math.max(at(sizes, 0.5), ...centres.map((values) => at(values, 0.9) - at(values, 0.1)))
  if (extent <= middle * MOST) return []
  const says = `The item is ${extent.toFixed(1)} m large, most of it lies within ${middle.toFixed(3)} m.`
  return [{ code: 'outliers', severity: 'warning', at: '/meshes', says }]
}

/** The value that so much of the list lies below. */
function at(values: number[], share: number): number {
  values.sort((a, b) => a - b)
  return values[Math.floor((values.length - 1) * share)]!
}
