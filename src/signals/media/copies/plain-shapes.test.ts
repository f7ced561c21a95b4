import { expect, test } from 'vitest'
import { isPlain } from './plain-shapes.ts'
import { shapeSignature } from './shape-signature.ts'
import type { SurfacePart } from './surface.ts'

/** Turned about two axes, so that nothing lies along x, y or z. */
function placed({ positions, triangles }: SurfacePart): SurfacePart {
  const out: number[] = []
  for (let at = 0; at < positions.length; at += 3) {
    const [x, y, z] = [positions[at]!, positions[at + 1]!, positions[at + 2]!]
    const [a, b] = [0.6 * x - 0.8 * z, 0.8 * x + 0.6 * z]
    out.push(a + 3, 0.28 * y - 0.96 * b, 0.96 * y + 0.28 * b)
  }
  return { positions: out, triangles }
}

const plain = (part: SurfacePart): boolean => isPlain([placed(part)], shapeSignature([placed(part)])!)

function box(wide: number, high: number, deep: number, at = 0): SurfacePart {
  const corners = Array.from({ length: 8 }, (_, i) => [
    at + (i & 1) * wide,
    ((i >> 1) & 1) * high,
    ((i >> 2) & 1) * deep,
  ])
  return {
    positions: corners.flat(),
    triangles: [
      0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7,
      5,
    ],
  }
}

function turned(profile: readonly (readonly [number, number])[], oval = 1): SurfacePart {
  const positions: number[] = []
  const triangles: number[] = []
  const around = 32
  profile.forEach(([radius, height], ring) => {
    for (let i = 0; i < around; i++) {
      positions.push(
        radius * Math.cos((Math.PI * i) / 16),
        height,
        oval * radius * Math.sin((Math.PI * i) / 16),
      )
      const [a, b] = [ring * around + i, ring * around + ((i + 1) % around)]
      if (ring > 0) triangles.push(a, b, a - around, b, b - around, a - around)
    }
  })
  return { positions, triangles }
}

const ball = Array.from({ length: 17 }, (_, i): [number, number] => [
  Math.sin((Math.PI * i) / 16),
  Math.cos((Math.PI * i) / 16),
])

test.each([
  ['a cube', box(1, 1, 1)],
  ['a plank', box(5, 0.2, 1.3)],
  ['a brick', box(2.1, 0.7, 1)],
  [
    'a square that has one side',
    { positions: [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0], triangles: [0, 1, 2, 0, 2, 3] },
  ],
  ['a flag', { positions: [0, 0, 0, 3, 0, 0, 3, 1, 0, 0, 1, 0], triangles: [0, 1, 2, 0, 2, 3] }],
  ['a ball', turned(ball)],
  [
    'an egg',
    turned(
      ball.map(([r, h]) => [r, 1.6 * h]),
      0.8,
    ),
  ],
  [
    'a can',
    turned([
      [0, 0],
      [1, 0],
      [1, 3],
      [0, 3],
    ]),
  ],
  [
    'a coin',
    turned([
      [0, 0],
      [1, 0],
      [1, 0.1],
      [0, 0.1],
    ]),
  ],
  [
    'a pipe',
    turned([
      [1, 0],
      [1, 4],
    ]),
  ],
  [
    'a cone',
    turned([
      [0, 0],
      [1, 0],
      [0, 2],
    ]),
  ],
])('%s is plain', (_, part) => {
  expect(plain(part as SurfacePart)).toBe(true)
})

test.each([
  [
    'a bottle',
    turned([
      [0, 0],
      [1, 0],
      [1, 2],
      [0.3, 2.6],
      [0.3, 3.4],
      [0, 3.4],
    ]),
  ],
  [
    'a bowl',
    turned([
      [0, 0],
      [0.7, 0.2],
      [1, 0.8],
      [0.9, 0.8],
      [0.6, 0.3],
      [0, 0.1],
    ]),
  ],
  ['a triangle', { positions: [0, 0, 0, 3, 0, 0, 0, 2, 0], triangles: [0, 1, 2] }],
])('%s is not', (_, part) => {
  expect(plain(part as SurfacePart)).toBe(false)
})

test('two boxes side by side are not', () => {
  const [one, two] = [placed(box(1, 1, 1)), placed(box(1, 3, 0.5, 2.5))]
  expect(isPlain([one, two], shapeSignature([one, two])!)).toBe(false)
})
