/** Triangles with one texture. Vertex i owns numbers 3i..3i+2 of positions and 2i..2i+1 of uvs. Metres, y up, facing +Z. */
export interface Mesh {
  readonly positions: readonly number[]
  readonly uvs: readonly number[]
  readonly indices: readonly number[]
}

export type Point = readonly [number, number, number]

/** An ellipse in space: its middle and two half axes. */
export interface Ring {
  readonly middle: Point
  readonly side: Point
  readonly front: Point
}

/** A skin over rings, open at both ends; its texture lies once around and once along. */
export function skin(rings: readonly Ring[], around = 24): Mesh {
  const positions: number[] = []
  const uvs: number[] = []
  const indices: number[] = []
  for (const [row, { middle, side, front }] of rings.entries())
    for (let step = 0; step <= around; step++) {
      const angle = (2 * Math.PI * step) / around
      const [a, b] = [Math.sin(angle), Math.cos(angle)]
      for (const axis of [0, 1, 2] as const) positions.push(middle[axis] + a * side[axis] + b * front[axis])
      uvs.push(step / around, 1 - row / (rings.length - 1))
    }
  const width = around + 1
  for (let row = 0; row + 1 < rings.length; row++)
    for (let step = 0; step < around; step++) {
      const at = row * width + step
      indices.push(at, at + 1, at + width, at + 1, at + width + 1, at + width)
    }
  return { positions, uvs, indices }
}

/** A box from corner to corner, each side with the whole texture. */
export function box([x0, y0, z0]: Point, [x1, y1, z1]: Point): Mesh {
  const sides: readonly (readonly [Point, Point, Point, Point])[] = [
    [[x0, y0, z1], [x1, y0, z1], [x1, y1, z1], [x0, y1, z1]],
    [[x1, y0, z0], [x0, y0, z0], [x0, y1, z0], [x1, y1, z0]],
    [[x1, y0, z1], [x1, y0, z0], [x1, y1, z0], [x1, y1, z1]],
    [[x0, y0, z0], [x0, y0, z1], [x0, y1, z1], [x0, y1, z0]],
    [[x0, y1, z1], [x1, y1, z1], [x1, y1, z0], [x0, y1, z0]],
    [[x0, y0, z0], [x1, y0, z0], [x1, y0, z1], [x0, y0, z1]],
  ]
  return {
    positions: sides.flat(2),
    uvs: sides.flatMap(() => [0, 1, 1, 1, 1, 0, 0, 0]),
    indices: sides.flatMap((_, side) => [0, 1, 2, 0, 2, 3].map((corner) => 4 * side + corner)),
  }
}

/** Several meshes as one. */
export function together(...meshes: readonly Mesh[]): Mesh {
  const positions: number[] = []
  const uvs: number[] = []
  const indices: number[] = []
  for (const mesh of meshes) {
    const from = positions.length / 3
    for (const value of mesh.positions) positions.push(value)
    for (const value of mesh.uvs) uvs.push(value)
    for (const index of mesh.indices) indices.push(from + index)
  }
  return { positions, uvs, indices }
}

/** The same mesh with other points. */
export function moved(mesh: Mesh, move: (point: Point) => Point): Mesh {
  const positions: number[] = []
  for (let i = 0; i < mesh.positions.length; i += 3)
    positions.push(...move([mesh.positions[i]!, mesh.positions[i + 1]!, mesh.positions[i + 2]!]))
  return { ...mesh, positions }
}

/** Each triangle cut into four: another mesh of the same shape. */
export function remeshed({ positions, uvs, indices }: Mesh): Mesh {
  const points = [...positions]
  const spots = [...uvs]
  const cut: number[] = []
  const known = new Map<string, number>()
  const between = (a: number, b: number): number => {
    const key = a < b ? `${a} ${b}` : `${b} ${a}`
    let at = known.get(key)
    if (at === undefined) {
      at = points.length / 3
      for (const axis of [0, 1, 2]) points.push((points[3 * a + axis]! + points[3 * b + axis]!) / 2)
      for (const axis of [0, 1]) spots.push((spots[2 * a + axis]! + spots[2 * b + axis]!) / 2)
      known.set(key, at)
    }
    return at
  }
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [indices[i]!, indices[i + 1]!, indices[i + 2]!]
    const [ab, bc, ca] = [between(a, b), between(b, c), between(c, a)]
    cut.push(a, ab, ca, ab, b, bc, ca, bc, c, ab, bc, ca)
  }
  return { positions: points, uvs: spots, indices: cut }
}
