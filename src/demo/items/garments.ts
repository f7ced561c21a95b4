import type { Random } from '../random.ts'
import { box, type Mesh, type Point, type Ring, skin, together } from './mesh.ts'

/** A kind of item: where it is worn, and a mesh of it by chance. */
export interface Garment {
  readonly name: string
  readonly title: string
  readonly make: (random: Random) => Mesh
}

/** Height, half width and half depth of a body of 1.7 m, arms stretched out. */
const BODY: readonly (readonly [number, number, number])[] = [
  [0.62, 0.17, 0.12],
  [0.82, 0.17, 0.115],
  [0.9, 0.17, 0.115],
  [0.95, 0.168, 0.113],
  [1.0, 0.155, 0.105],
  [1.08, 0.135, 0.095],
  [1.2, 0.145, 0.11],
  [1.3, 0.16, 0.118],
  [1.38, 0.155, 0.1],
  [1.43, 0.11, 0.075],
  [1.46, 0.075, 0.065],
]

function around(height: number): readonly [number, number] {
  const next = BODY.findIndex(([at]) => at >= height)
  if (next <= 0) return [BODY.at(next)![1], BODY.at(next)![2]]
  const [low, high] = [BODY[next - 1]!, BODY[next]!]
  const share = (height - low[0]) / (high[0] - low[0])
  return [low[1] + share * (high[1] - low[1]), low[2] + share * (high[2] - low[2])]
}

/** Cloth around the trunk from one height to another, so far from it. */
export function trunk(bottom: number, top: number, gap: number, flare = 0): Mesh {
  const rings: Ring[] = []
  const steps = 12
  for (let step = 0; step <= steps; step++) {
    const y = bottom + ((top - bottom) * step) / steps
    const [side, front] = around(y)
    const wide = gap + flare * (1 - step / steps)
    rings.push({ middle: [0, y, 0], side: [side + wide, 0, 0], front: [0, 0, front + wide] })
  }
  return skin(rings)
}

/** A tube from point to point, along x or y, its radius going from one to another. */
function limb(from: Point, to: Point, radii: readonly [number, number]): Mesh {
  const along = Math.abs(to[0] - from[0]) > Math.abs(to[1] - from[1]) ? 'x' : 'y'
  const rings: Ring[] = []
  for (let step = 0; step <= 6; step++) {
    const share = step / 6
    const radius = radii[0] + (radii[1] - radii[0]) * share
    const middle = [0, 1, 2].map((axis) => from[axis]! + (to[axis]! - from[axis]!) * share) as unknown as Point
    rings.push({ middle, side: along === 'x' ? [0, radius, 0] : [radius, 0, 0], front: [0, 0, radius] })
  }
  return skin(rings, 16)
}

function sleeves(end: number, gap: number): Mesh {
  return together(
    ...[1, -1].map((side) => limb([0.1 * side, 1.39, 0], [end * side, 1.4, 0], [0.075 + gap, 0.055 + gap])),
  )
}

const between = (random: Random, from: number, to: number): number => from + (to - from) * random.next()

export const GARMENTS: readonly Garment[] = [
  {
    ...{ name: 'tee', title: 'T-shirt' },
    make: (random) => {
      const gap = between(random, 0.012, 0.03)
      return together(
        trunk(between(random, 0.78, 0.88), 1.46, gap, between(random, 0, 0.03)),
        sleeves(between(random, 0.28, 0.42), gap),
      )
    },
  },
  {
    ...{ name: 'hoodie', title: 'Hoodie' },
    make: (random) => {
      const gap = between(random, 0.035, 0.06)
      const hood = limb([0, 1.36, -0.12], [0, between(random, 1.5, 1.6), -0.15], [0.12, 0.09])
      return together(
        trunk(between(random, 0.74, 0.86), 1.46, gap),
        sleeves(between(random, 0.58, 0.68), gap),
        hood,
      )
    },
  },
  {
    ...{ name: 'dress', title: 'Dress' },
    make: (random) => {
      const gap = between(random, 0.012, 0.025)
      return together(
        trunk(between(random, 0.63, 0.7), 1.46, gap, between(random, 0.05, 0.25)),
        sleeves(between(random, 0.25, 0.6), gap),
      )
    },
  },
  {
    ...{ name: 'coat', title: 'Coat' },
    make: (random) => {
      const gap = between(random, 0.06, 0.09)
      const belt = between(random, 0.98, 1.05)
      return together(
        trunk(between(random, 0.63, 0.75), 1.46, gap, between(random, 0, 0.1)),
        sleeves(between(random, 0.6, 0.7), gap),
        trunk(belt, belt + between(random, 0.03, 0.07), gap + 0.015),
      )
    },
  },
  {
    ...{ name: 'armour', title: 'Armour' },
    make: (random) => {
      const gap = between(random, 0.03, 0.05)
      const size = between(random, 0.06, 0.1)
      const guards = [1, -1].map((side) =>
        box([side * 0.2 - size, 1.4, -size], [side * 0.2 + size, 1.4 + size, size]),
      )
      return together(trunk(0.8, 1.46, gap), sleeves(between(random, 0.3, 0.6), gap), ...guards)
    },
  },
]
