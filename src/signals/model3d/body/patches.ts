import { sinCos } from '../render/sin-cos.ts'
import type { Ring, Tube } from './mannequin.ts'
import type { Region } from './region.ts'
import { add, cross, dot, lengthOf, minus, times, unit, type Vector } from './vector.ts'

/** A small piece of the mannequin's surface. */
export interface Patch {
  readonly region: Region
  /** Counter-clockwise as it is seen from outside. */
  readonly corners: readonly [Vector, Vector, Vector, Vector]
  /** Outward at each corner. */
  readonly normals: readonly [Vector, Vector, Vector, Vector]
  readonly area: number
  /** On the line inside of the body from which the piece is looked at. */
  readonly axis: Vector
  /** Whether another part of the body covers it: the top of an arm within the shoulder. */
  readonly inner: boolean
}

/** The surfaces of tubes in pieces; those within another tube are told. */
export function patchesOf(tubes: readonly Tube[]): Patch[] {
  return tubes.flatMap((tube, i) => {
    const others = tubes.filter((_, k) => k !== i)
    return [...sidesOf(tube, others), ...capsOf(tube, others)]
  })
}

function sidesOf(tube: Tube, others: readonly Tube[]): Patch[] {
  const { rings, around } = tube
  return rings.slice(0, -1).flatMap((ring, at) =>
    Array.from({ length: around }, (_, i) => {
      const next = rings[at + 1]!
      const [a, b] = [(2 * Math.PI * i) / around, (2 * Math.PI * (i + 1)) / around]
      const corners = [point(tube, ring, a), point(tube, ring, b), point(tube, next, b), point(tube, next, a)]
      const normals = [outward(tube, a), outward(tube, b), outward(tube, b), outward(tube, a)]
      const middle = (360 * (i + 0.5)) / around
      const axis = along(tube, (ring.at + next.at) / 2)
      const region = ring.region(middle > 180 ? 360 - middle : middle)
      return patch(region, corners as Four, normals as Four, axis, others)
    }),
  )
}

type Four = [Vector, Vector, Vector, Vector]

/** Both ends; only the first may be a region, the other lies in the next part of the body. */
function capsOf(tube: Tube, others: readonly Tube[]): Patch[] {
  const { rings, around, cap } = tube
  const line = minus(tube.to, tube.from)
  return [rings[0]!, rings.at(-1)!].flatMap((ring, end) => {
    const middle = along(tube, ring.at)
    const normal = unit(times(line, end === 0 ? -1 : 1), [0, 1, 0])
    const inside = along(tube, end === 0 ? ring.at + 0.1 : ring.at - 0.1)
    return Array.from({ length: around }, (_, i) => {
      const [a, b] = [(2 * Math.PI * i) / around, (2 * Math.PI * (i + 1)) / around]
      const [p, q] = [point(tube, ring, a), point(tube, ring, b)]
      const corners: Four = end === 0 ? [middle, q, p, middle] : [middle, p, q, middle]
      const made = patch(cap ?? ring.region(0), corners, [normal, normal, normal, normal], inside, others)
      return end === 0 && cap !== undefined ? made : { ...made, inner: true }
    })
  })
}

function patch(region: Region, corners: Four, normals: Four, axis: Vector, others: readonly Tube[]): Patch {
  const [a, b, c, d] = corners
  const area = (lengthOf(cross(minus(b, a), minus(c, a))) + lengthOf(cross(minus(c, a), minus(d, a)))) / 2
  const middle = times(add(add(a, b), add(c, d)), 0.25)
  return { region, corners, normals, area, axis, inner: others.some((tube) => holds(tube, middle)) }
}

/** Angles run from the front to the left. */
function point(tube: Tube, ring: Ring, angle: number): Vector {
  const { sin, cos } = sinCos(angle)
  const off = add(times(tube.side, sin * ring.side), times(tube.front, cos * ring.front))
  return add(along(tube, ring.at), off)
}

function outward({ side, front }: Tube, angle: number): Vector {
  const { sin, cos } = sinCos(angle)
  return add(times(side, sin), times(front, cos))
}

function along({ from, to }: Tube, at: number): Vector {
  return add(from, times(minus(to, from), at))
}

/** Whether a point lies in a tube. */
function holds(tube: Tube, place: Vector): boolean {
  const line = minus(tube.to, tube.from)
  const off = minus(place, tube.from)
  const at = dot(off, line) / Math.max(dot(line, line), 1e-12)
  const { rings } = tube
  if (at < rings[0]!.at || at > rings.at(-1)!.at) return false
  const next = Math.max(
    1,
    rings.findIndex((ring) => ring.at >= at),
  )
  const [low, high] = [rings[next - 1]!, rings[next]!]
  const share = (at - low.at) / Math.max(high.at - low.at, 1e-12)
  const wide = (key: 'side' | 'front'): number => low[key] + (high[key] - low[key]) * share
  const x = dot(off, tube.side) / wide('side')
  const z = dot(off, tube.front) / wide('front')
  return x * x + z * z < 1
}
