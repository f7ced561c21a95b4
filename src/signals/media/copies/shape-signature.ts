import { DEGREE, HARMONICS, harmonics } from './harmonics.ts'
import { MOMENT_SIZES, momentSizes } from './moment-sizes.ts'
import type { Surface } from './surface.ts'
import { surfacePoints } from './surface-points.ts'

/** Where the shells lie, in sizes of the item (root of the mean square distance from its middle). */
const SHELLS = [0.2, 0.5, 0.75, 1, 1.25, 1.5, 1.8, 2.3]
const BANDS = DEGREE + 1
/** Numbers of a signature: of each two neighbouring shells, the strength of each band; and the moments. */
export const SIGNATURE_LENGTH = (SHELLS.length - 1) * BANDS + MOMENT_SIZES
/** How much a moment counts beside a strength: changes that keep the design move it so many times less. */
const MOMENTS = 3
/** Longest side of a piece that is summed, in sizes of the item. */
const PIECE = 0.12

/**
 * The shape of a surface in SIGNATURE_LENGTH numbers: how its area is spread over shells around its middle, and within each
 * over the sphere, by the strengths of the bands of spherical harmonics; and how far it reaches along its main axes. They do not change when it is turned, mirrored,
 * moved, scaled, cut into other triangles or into several meshes, or drawn twice (inner sides). Undefined where there is no
 * area, or a corner is not a number.
 * Source: Kazhdan, Funkhouser and Rusinkiewicz, "Rotation Invariant Spherical Harmonic Representation of 3D Shape
 * Descriptors" (2003), on the surface's area in place of voxels; the moments are ours.
 */
export function shapeSignature(surface: Surface): number[] | undefined {
  const cut = surfacePoints(surface, PIECE)
  if (cut === undefined) return undefined
  const { points, areas, area } = cut
  const middle = [0, 0, 0]
  for (let i = 0; i < areas.length; i++)
    for (let axis = 0; axis < 3; axis++) middle[axis]! += (areas[i]! * points[3 * i + axis]!) / area
  let square = 0
  for (let i = 0; i < areas.length; i++)
    for (let axis = 0; axis < 3; axis++)
      square += (areas[i]! * (points[3 * i + axis]! - middle[axis]!) ** 2) / area
  const size = Math.sqrt(square)
  if (!(size > 0)) return undefined

  const sums = new Float64Array(SHELLS.length * HARMONICS)
  const values = new Float64Array(HARMONICS)
  const around = points.map((value, i) => (value - middle[i % 3]!) / size)
  const weights = areas.map((one) => one / area)
  for (let i = 0; i < areas.length; i++) {
    const [x, y, z] = [around[3 * i]!, around[3 * i + 1]!, around[3 * i + 2]!]
    const away = Math.sqrt(x * x + y * y + z * z)
    if (away > 0) harmonics(x / away, y / away, z / away, values)
    else harmonics(0, 0, 1, values)
    const weight = weights[i]!
    const [inner, share] = shellOf(away)
    add(inner, weight * (1 - share))
    if (share > 0) add(inner + 1, weight * share)
  }
  const moments = momentSizes(around, weights, SHELLS.at(-1)!)
  return [...strengths(sums), ...moments.map((value) => value * MOMENTS)]

  function add(shell: number, weight: number): void {
    const at = shell * HARMONICS
    for (let k = 0; k < HARMONICS; k++) sums[at + k]! += weight * values[k]!
  }
}

/** The shell within, and the share that goes to the next one: no step where a point crosses from one to the other. */
function shellOf(away: number): readonly [number, number] {
  const last = SHELLS.length - 1
  if (away <= SHELLS[0]!) return [0, 0]
  for (let shell = 0; shell < last; shell++)
    if (away < SHELLS[shell + 1]!)
      return [shell, (away - SHELLS[shell]!) / (SHELLS[shell + 1]! - SHELLS[shell]!)]
  return [last, 0]
}

/** Two neighbouring shells are summed before, so that what stands across them counts by how it is turned. */
function strengths(sums: Float64Array): number[] {
  const out: number[] = []
  for (let shell = 0; shell + 1 < SHELLS.length; shell++)
    for (let l = 0; l < BANDS; l++) {
      let square = 0
      for (let k = l * l; k < (l + 1) * (l + 1); k++)
        square += (sums[shell * HARMONICS + k]! + sums[(shell + 1) * HARMONICS + k]!) ** 2
      out.push(levelled(Math.sqrt(4 * Math.PI * square)))
    }
  const length = Math.sqrt(out.reduce((sum, value) => sum + value * value, 0))
  return out.map((value) => value / Math.sqrt(length))
}

/** The power of 3/4, in a form that is the same on every machine: weak bands count for more than they would. */
function levelled(value: number): number {
  return Math.sqrt(value * Math.sqrt(value))
}
