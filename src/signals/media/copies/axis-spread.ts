import type { SurfacePart } from './surface.ts'

/** Mean square distances of a surface from its middle along x, y and z, by area, over their sum: exact for every triangle. */
export function axisSpread({ positions, triangles }: SurfacePart): [number, number, number] {
  const means = [0, 0, 0]
  const squares = [0, 0, 0]
  let area = 0
  for (let first = 0; first + 2 < triangles.length; first += 3) {
    const [a, b, c] = [3 * triangles[first]!, 3 * triangles[first + 1]!, 3 * triangles[first + 2]!]
    const side = (to: number, axis: number): number => positions[to + axis]! - positions[a + axis]!
    const x = side(b, 1) * side(c, 2) - side(b, 2) * side(c, 1)
    const y = side(b, 2) * side(c, 0) - side(b, 0) * side(c, 2)
    const z = side(b, 0) * side(c, 1) - side(b, 1) * side(c, 0)
    const weight = Math.sqrt(x * x + y * y + z * z)
    area += weight
    for (let axis = 0; axis < 3; axis++) {
      const [p, q, r] = [positions[a + axis]!, positions[b + axis]!, positions[c + axis]!]
      means[axis]! += (weight * (p + q + r)) / 3
      squares[axis]! += (weight * (p * p + q * q + r * r + p * q + q * r + r * p)) / 6
    }
  }
  const spread = squares.map((square, axis) => Math.max(0, square / area - (means[axis]! / area) ** 2))
  const sum = spread.reduce((all, one) => all + one, 0)
  return spread.map((one) => one / sum) as [number, number, number]
}
