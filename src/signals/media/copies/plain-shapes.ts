import { sinCos } from '../../model3d/render/sin-cos.ts'
import { axisSpread } from './axis-spread.ts'
import { principalSizes } from './principal-sizes.ts'
import { shapeSignature } from './shape-signature.ts'
import { SHAPE_HALF } from './similarity.ts'
import type { Surface, SurfacePart } from './surface.ts'

/** How far a fitted shape's fourth moment may be off, before its signature is worth a look. */
const MOMENT_OFF = 0.04
const ROUNDS = 30

/**
 * Whether a surface is a box, a ball, a can or a cone, stretched any way, flat ones too: what everybody makes, and nobody's
 * design. Each is stretched until its moments of inertia are the surface's, and its signature compared.
 */
export function isPlain(surface: Surface, signature: readonly number[]): boolean {
  const sizes = principalSizes(surface)
  if (sizes === undefined) return false
  return PLAIN.some((unit) => {
    const fitted = [stretched(unit, sizes.spread)]
    const fourth = principalSizes(fitted)?.fourth
    if (fourth === undefined || Math.abs(fourth / sizes.fourth - 1) > MOMENT_OFF) return false
    const its = shapeSignature(fitted)
    return its !== undefined && Math.hypot(...its.map((value, k) => value - signature[k]!)) < SHAPE_HALF
  })
}

/** The shape with these spreads along its axes, the largest first. */
function stretched({ positions, triangles }: SurfacePart, spread: readonly number[]): SurfacePart {
  const by = [...spread].map(Math.sqrt)
  const make = (): SurfacePart => ({
    positions: Float64Array.from(positions, (value, i) => value * by[i % 3]!),
    triangles,
  })
  for (let round = 0; round < ROUNDS; round++) {
    const now = axisSpread(make())
    let off = 0
    for (let axis = 0; axis < 3; axis++) {
      if (!(now[axis]! > 0)) continue
      off = Math.max(off, Math.abs(spread[axis]! / now[axis]! - 1))
      by[axis]! *= Math.sqrt(spread[axis]! / now[axis]!)
    }
    if (off < 0.002) break
  }
  return make()
}

const AROUND = 24

/** A profile of (radius, along) around the axis of that number. */
function turned(profile: readonly (readonly [number, number])[], axis: number): SurfacePart {
  const positions: number[] = []
  const triangles: number[] = []
  profile.forEach(([radius, along], ring) => {
    for (let i = 0; i < AROUND; i++) {
      const { sin, cos } = sinCos((2 * Math.PI * i) / AROUND)
      const point = [0, 0, 0]
      point[axis] = along
      point[(axis + 1) % 3] = radius * cos
      point[(axis + 2) % 3] = radius * sin
      positions.push(...point)
      if (ring === 0) continue
      const [a, b] = [ring * AROUND + i, ring * AROUND + ((i + 1) % AROUND)]
      triangles.push(a, b, a - AROUND, b, b - AROUND, a - AROUND)
    }
  })
  return { positions, triangles }
}

const BALL = Array.from({ length: 13 }, (_, i): [number, number] => {
  const { sin, cos } = sinCos((Math.PI * i) / 12)
  return [sin, cos]
})
const CAN: [number, number][] = [
  [0, -1],
  [1, -1],
  [1, 1],
  [0, 1],
]
const CONE: [number, number][] = [
  [0, -1],
  [1, -1],
  [0, 1],
]
const SIDES = [0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2]
const BOX: SurfacePart = {
  positions: Array.from({ length: 8 }, (_, i) => [i & 1, (i >> 1) & 1, (i >> 2) & 1]).flat(),
  triangles: [...SIDES, 1, 3, 7, 1, 7, 5],
}
const PLAIN: readonly SurfacePart[] = [
  BOX,
  turned(BALL, 0),
  ...[0, 1, 2].flatMap((axis) => [turned(CAN, axis), turned(CAN.slice(1, 3), axis), turned(CONE, axis)]),
]
