import { type Place, type Point, type Shape, WHOLE } from './shape.ts'

/** A ball, or an egg: its middle and half widths; the middle of its texture is in front. */
export function ball(
  at: Point,
  half: Point,
  { around = 20, rings = 12, place = WHOLE as Place } = {},
): Shape {
  const positions: number[] = []
  const normals: number[] = []
  const uvs: number[] = []
  const triangles: number[] = []
  for (let row = 0; row <= rings; row++) {
    const [y, wide] = [
      -Math.cos((Math.PI * row) / rings),
      row === 0 || row === rings ? 0 : Math.sin((Math.PI * row) / rings),
    ]
    for (let i = 0; i <= around; i++) {
      const angle = (2 * Math.PI * (i % around)) / around + Math.PI
      const unit = [wide * Math.sin(angle), y, wide * Math.cos(angle)] as const
      positions.push(...unit.map((value, k) => at[k as 0]! + value * half[k as 0]!))
      const slant = unit.map((value, k) => value / half[k as 0]!)
      const length = Math.hypot(...slant)
      normals.push(...slant.map((value) => value / length))
      uvs.push(
        place[0] + ((place[2] - place[0]) * i) / around,
        place[3] + ((place[1] - place[3]) * row) / rings,
      )
    }
  }
  for (let row = 0; row < rings; row++)
    for (let i = 0; i < around; i++) {
      const [a, c] = [row * (around + 1) + i, (row + 1) * (around + 1) + i]
      if (row > 0) triangles.push(a, a + 1, c)
      if (row < rings - 1) triangles.push(a + 1, c + 1, c)
    }
  return { positions, normals, uvs, triangles }
}

/** Each side of a box: which way it looks, to its right, and up. */
const SIDES: readonly (readonly [Point, Point, Point])[] = [
  [
    [0, 0, 1],
    [1, 0, 0],
    [0, 1, 0],
  ],
  [
    [0, 0, -1],
    [-1, 0, 0],
    [0, 1, 0],
  ],
  [
    [1, 0, 0],
    [0, 0, -1],
    [0, 1, 0],
  ],
  [
    [-1, 0, 0],
    [0, 0, 1],
    [0, 1, 0],
  ],
  [
    [0, 1, 0],
    [1, 0, 0],
    [0, 0, -1],
  ],
  [
    [0, -1, 0],
    [1, 0, 0],
    [0, 0, 1],
  ],
]

/** A box: its middle and half widths. Each side shows the whole place of its texture. */
export function box(at: Point, half: Point, place: Place = WHOLE): Shape {
  const positions: number[] = []
  const normals: number[] = []
  const uvs: number[] = []
  const triangles: number[] = []
  for (const [face, right, up] of SIDES) {
    const first = positions.length / 3
    for (const [x, y] of [
      [-1, -1],
      [1, -1],
      [1, 1],
      [-1, 1],
    ] as const) {
      for (const k of [0, 1, 2] as const)
        positions.push(at[k] + (face[k] + right[k] * x + up[k] * y) * half[k])
      normals.push(...face)
      uvs.push(x < 0 ? place[0] : place[2], y < 0 ? place[3] : place[1])
    }
    triangles.push(first, first + 1, first + 2, first, first + 2, first + 3)
  }
  return { positions, normals, uvs, triangles }
}

/** A ring lying in the plane that looks forward, such as the rim of a lens. */
export function hoop(
  at: Point,
  radius: number,
  thick: number,
  { around = 24, ring = 8, place = WHOLE as Place } = {},
): Shape {
  const positions: number[] = []
  const normals: number[] = []
  const uvs: number[] = []
  const triangles: number[] = []
  for (let i = 0; i <= around; i++) {
    const turn = (2 * Math.PI * (i % around)) / around
    for (let j = 0; j <= ring; j++) {
      const tilt = (2 * Math.PI * (j % ring)) / ring
      const out = radius + thick * Math.cos(tilt)
      positions.push(
        at[0] + out * Math.cos(turn),
        at[1] + out * Math.sin(turn),
        at[2] + thick * Math.sin(tilt),
      )
      normals.push(Math.cos(tilt) * Math.cos(turn), Math.cos(tilt) * Math.sin(turn), Math.sin(tilt))
      uvs.push(place[0] + ((place[2] - place[0]) * i) / around, place[1] + ((place[3] - place[1]) * j) / ring)
    }
  }
  for (let i = 0; i < around; i++)
    for (let j = 0; j < ring; j++) {
      const [a, c] = [i * (ring + 1) + j, (i + 1) * (ring + 1) + j]
      triangles.push(a, c, a + 1, c, c + 1, a + 1)
    }
  return { positions, normals, uvs, triangles }
}
