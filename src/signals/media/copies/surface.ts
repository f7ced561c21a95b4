/** Triangles in one common space, whatever their materials, meshes and sides. */
export interface SurfacePart {
  /** x y z a vertex. */
  readonly positions: ArrayLike<number>
  /** Three indices a triangle. */
  readonly triangles: ArrayLike<number>
}

export type Surface = readonly SurfacePart[]
