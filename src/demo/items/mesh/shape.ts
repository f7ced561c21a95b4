/** Metres, y up, facing +Z, the wearer's left at +X. */
export type Point = readonly [number, number, number]

/** A closed surface: lists as glTF has them, its triangles counter-clockwise seen from outside. */
export interface Shape {
  readonly positions: readonly number[]
  readonly normals: readonly number[]
  readonly uvs: readonly number[]
  readonly triangles: readonly number[]
}

/** Where on its texture a shape lies: left, top, right, bottom, 0 to 1. */
export type Place = readonly [number, number, number, number]

export const WHOLE: Place = [0, 0, 1, 1]

export function joined(shapes: readonly Shape[]): Shape {
  const positions: number[] = []
  const normals: number[] = []
  const uvs: number[] = []
  const triangles: number[] = []
  for (const shape of shapes) {
    const first = positions.length / 3
    for (const value of shape.positions) positions.push(value)
    for (const value of shape.normals) normals.push(value)
    for (const value of shape.uvs) uvs.push(value)
    for (const value of shape.triangles) triangles.push(value + first)
  }
  return { positions, normals, uvs, triangles }
}

/** A shape with each point moved; its normals stay, so only for what keeps directions. */
export function movedBy(shape: Shape, move: (point: Point) => Point): Shape {
  const positions: number[] = []
  for (let i = 0; i < shape.positions.length; i += 3)
    positions.push(...move([shape.positions[i]!, shape.positions[i + 1]!, shape.positions[i + 2]!]))
  return { ...shape, positions }
}
