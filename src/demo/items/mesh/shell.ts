import type { Place, Point, Shape } from './shape.ts'
import { WHOLE } from './shape.ts'

/** An ellipse that cloth goes around: its middle, and half widths to its two sides. */
export interface Hoop {
  readonly at: Point
  readonly side: number
  readonly front: number
}

export interface ShellOptions {
  /** Where the tube runs: up, to the wearer's left, or to its right. */
  readonly along?: 'up' | 'left' | 'right'
  readonly around?: number
  /** Metres. */
  readonly thick?: number
  readonly place?: Place
}

const AXES = {
  // Side, front, and the way it runs: front × side.
  up: [
    [1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
  ],
  left: [
    [0, 0, 1],
    [0, 1, 0],
    [1, 0, 0],
  ],
  right: [
    [0, 1, 0],
    [0, 0, 1],
    [-1, 0, 0],
  ],
} as const

/** Cloth around hoops, open at both ends and closed as a surface: an outside, an inside, and a seam at either end. */
export function shell(hoops: readonly Hoop[], options: ShellOptions = {}): Shape {
  const { along = 'up', around = 24, thick = 0.006, place = WHOLE } = options
  const [side, front, way] = AXES[along]
  const positions: number[] = []
  const normals: number[] = []
  const uvs: number[] = []
  const triangles: number[] = []

  /** A ring of points; gives the number of its first. */
  const ring = (
    { at, side: a, front: b }: Hoop,
    inset: number,
    normal: 1 | -1 | 'start' | 'end',
    share: number,
  ) => {
    const first = positions.length / 3
    for (let i = 0; i <= around; i++) {
      // Begins behind, so that the middle of the texture is in front; the last point lies exactly on the first.
      const angle = (2 * Math.PI * (i % around)) / around + Math.PI
      const [s, f] = [Math.sin(angle), Math.cos(angle)]
      const out = [s * b, f * a] as const
      const length = Math.hypot(...out)
      for (const k of [0, 1, 2] as const) {
        positions.push(at[k] + side[k] * s * (a - inset) + front[k] * f * (b - inset))
        const outward = (side[k] * out[0] + front[k] * out[1]) / length
        normals.push(normal === 'start' ? -way[k] : normal === 'end' ? way[k] : outward * normal)
      }
      uvs.push(place[0] + ((place[2] - place[0]) * i) / around, place[3] + (place[1] - place[3]) * share)
    }
    return first
  }
  const band = (low: number, high: number) => {
    for (let i = 0; i < around; i++) {
      const [a, b, c, d] = [low + i, low + i + 1, high + i, high + i + 1]
      triangles.push(a, b, c, b, d, c)
    }
  }

  const share = (i: number) => i / (hoops.length - 1)
  const outer = hoops.map((hoop, i) => ring(hoop, 0, 1, share(i)))
  const inner = hoops.map((hoop, i) => ring(hoop, thick, -1, share(i)))
  for (let i = 0; i + 1 < hoops.length; i++) {
    band(outer[i]!, outer[i + 1]!)
    band(inner[i + 1]!, inner[i]!)
  }
  const [first, last] = [hoops[0]!, hoops.at(-1)!]
  band(ring(first, thick, 'start', 0), ring(first, 0, 'start', 0))
  band(ring(last, 0, 'end', 1), ring(last, thick, 'end', 1))
  return { positions, normals, uvs, triangles }
}
