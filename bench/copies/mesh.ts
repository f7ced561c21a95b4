/** A mesh of the bench: x y z a vertex, three indices a triangle. */
export interface Mesh {
  readonly positions: Float64Array
  readonly triangles: Uint32Array
}

type Point = readonly [number, number, number]

/** Rings of points joined to a tube; closed at its ends where `caps`. */
export function tube(rings: readonly (readonly Point[])[], caps = false): Mesh {
  const around = rings[0]!.length
  const positions: number[] = rings.flatMap((ring) => ring.flatMap((point) => [...point]))
  const triangles: number[] = []
  for (let i = 0; i + 1 < rings.length; i++)
    for (let j = 0; j < around; j++) {
      const [a, b] = [i * around + j, i * around + ((j + 1) % around)]
      triangles.push(a, b, a + around, b, b + around, a + around)
    }
  if (caps)
    for (const ring of [0, rings.length - 1]) {
      const middle = [0, 1, 2].map((k) => rings[ring]!.reduce((sum, p) => sum + p[k]!, 0) / around)
      const at = positions.length / 3
      positions.push(...middle)
      for (let j = 0; j < around; j++) {
        const [a, b] = [ring * around + j, ring * around + ((j + 1) % around)]
        if (ring === 0) triangles.push(a, at, b)
        else triangles.push(a, b, at)
      }
    }
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) }
}

/** A tube along a path; each stop has its place, its two half widths, and how far the ring leans. */
export function limb(
  stops: readonly { at: Point; wide: number; deep: number }[],
  along: 'x' | 'y' | 'z',
  around = 16,
  caps = false,
): Mesh {
  return tube(
    stops.map(({ at, wide, deep }) =>
      Array.from({ length: around }, (_, j): Point => {
        const angle = (2 * Math.PI * j) / around
        const [u, v] = [wide * Math.cos(angle), deep * Math.sin(angle)]
        if (along === 'y') return [at[0] + u, at[1], at[2] + v]
        return along === 'x' ? [at[0], at[1] + u, at[2] + v] : [at[0] + u, at[1] + v, at[2]]
      }),
    ),
    caps,
  )
}

/** A profile of (radius, height) turned around the y axis. */
export function turned(
  profile: readonly (readonly [number, number])[],
  around = 24,
  bulge = 0,
  lobes = 0,
): Mesh {
  return tube(
    profile.map(([radius, height]) =>
      Array.from({ length: around }, (_, j): Point => {
        const angle = (2 * Math.PI * j) / around
        const r = radius * (1 + bulge * Math.cos(lobes * angle))
        return [r * Math.cos(angle), height, r * Math.sin(angle)]
      }),
    ),
  )
}

export function box(at: Point, size: Point): Mesh {
  const positions: number[] = []
  for (let i = 0; i < 8; i++)
    for (let k = 0; k < 3; k++) positions.push(at[k]! + (((i >> k) & 1) - 0.5) * size[k]!)
  const sides = [
    [0, 2, 3, 1],
    [4, 5, 7, 6],
    [0, 1, 5, 4],
    [2, 6, 7, 3],
    [0, 4, 6, 2],
    [1, 3, 7, 5],
  ]
  const triangles = sides.flatMap(([a, b, c, d]) => [a!, b!, c!, a!, c!, d!])
  return { positions: Float64Array.from(positions), triangles: Uint32Array.from(triangles) }
}

/** A flat outline with a thickness, its points around (0, 0). */
export function plate(outline: readonly (readonly [number, number])[], thick: number): Mesh {
  return tube(
    [-thick / 2, thick / 2].map((z) => outline.map(([x, y]): Point => [x, y, z])),
    true,
  )
}

export function joined(meshes: readonly Mesh[]): Mesh {
  const positions = new Float64Array(meshes.reduce((sum, mesh) => sum + mesh.positions.length, 0))
  const triangles = new Uint32Array(meshes.reduce((sum, mesh) => sum + mesh.triangles.length, 0))
  let vertex = 0
  let to = 0
  for (const mesh of meshes) {
    positions.set(mesh.positions, vertex * 3)
    for (const index of mesh.triangles) triangles[to++] = index + vertex
    vertex += mesh.positions.length / 3
  }
  return { positions, triangles }
}

export function mapped({ positions, triangles }: Mesh, map: (p: Point) => Point): Mesh {
  const out = new Float64Array(positions.length)
  for (let at = 0; at < out.length; at += 3)
    out.set(map([positions[at]!, positions[at + 1]!, positions[at + 2]!]), at)
  return { positions: out, triangles }
}
