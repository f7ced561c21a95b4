import fc from 'fast-check'
import { expect, test } from 'vitest'
import { SIGNATURE_LENGTH, shapeSignature } from './shape-signature.ts'
import type { SurfacePart } from './surface.ts'

/** Some triangles in space, none of them thin. */
const soup = fc
  .record({ seed: fc.integer({ min: 1, max: 1e6 }), count: fc.integer({ min: 3, max: 12 }) })
  .map(({ seed, count }): SurfacePart => {
    let state = seed
    const random = (): number => {
      state = (state * 48_271) % 2_147_483_647
      return state / 2_147_483_647
    }
    const positions: number[] = []
    for (let triangle = 0; triangle < count; triangle++) {
      const at = [0, 1, 2].map(() => 2 * random())
      const turn = triangle % 3
      for (const [u, v] of [
        [0, 0],
        [0.4 + random(), 0.2 * random()],
        [0.2 * random(), 0.4 + random()],
      ] as const) {
        const corner = [u, v, 0.3 * random()]
        positions.push(...at.map((value, axis) => value + corner[(axis + turn) % 3]!))
      }
    }
    return { positions, triangles: positions.slice(0, 3 * count).map((_, i) => i) }
  })

const apart = (a: readonly number[] | undefined, b: readonly number[] | undefined): number =>
  Math.hypot(...a!.map((value, i) => value - b![i]!))

const mapped = (
  { positions, triangles }: SurfacePart,
  map: (x: number, y: number, z: number) => number[],
): SurfacePart => {
  const out: number[] = []
  for (let at = 0; at < positions.length; at += 3)
    out.push(...map(positions[at]!, positions[at + 1]!, positions[at + 2]!))
  return { positions: Float64Array.from(out), triangles }
}

const CUBE: SurfacePart = {
  positions: Array.from({ length: 8 }, (_, i) => [i & 1, (i >> 1) & 1, (i >> 2) & 1]).flat(),
  triangles: [
    0, 2, 3, 0, 3, 1, 4, 5, 7, 4, 7, 6, 0, 1, 5, 0, 5, 4, 2, 6, 7, 2, 7, 3, 0, 4, 6, 0, 6, 2, 1, 3, 7, 1, 7,
    5,
  ],
}

test('turning, mirroring, scaling and moving change nothing', () => {
  fc.assert(
    fc.property(
      soup,
      fc.double({ min: 0, max: 6.3, noNaN: true }),
      fc.integer({ min: -2, max: 3 }),
      (part, angle, power) => {
        const [c, s, by] = [Math.cos(angle), Math.sin(angle), 10 ** power]
        const before = shapeSignature([part])
        const turned = mapped(part, (x, y, z) => [by * (c * x - s * z) + 5, by * y - 2, by * (s * x + c * z)])
        const tipped = mapped(turned, (x, y, z) => [x, z, -y])
        expect(apart(before, shapeSignature([tipped]))).toBeLessThan(0.01)
        expect(apart(before, shapeSignature([mapped(part, (x, y, z) => [-x, y, z])]))).toBeLessThan(0.01)
      },
    ),
    { numRuns: 15 },
  )
})

test('the order of vertices and triangles, and the split into meshes, change nothing', () => {
  fc.assert(
    fc.property(soup, fc.integer({ min: 1, max: 11 }), (part, cut) => {
      const before = shapeSignature([part])
      const count = part.positions.length / 3
      // Backwards: vertex v stands where count - 1 - v stood.
      const positions = Array.from({ length: count }, (_, v) =>
        [0, 1, 2].map((k) => part.positions[3 * (count - 1 - v) + k]!),
      ).flat()
      const triangles = Array.from(part.triangles)
        .map((v) => count - 1 - v)
        .reverse()
      expect(apart(before, shapeSignature([{ positions, triangles }]))).toBeLessThan(0.01)
      const at = 3 * Math.min(cut, part.triangles.length / 3)
      const all = Array.from(part.triangles)
      const [first, rest] = [all.slice(0, at), all.slice(at)]
      const parts = [first, rest].map((own) => ({ positions: part.positions, triangles: own }))
      expect(apart(before, shapeSignature(parts))).toBeLessThan(1e-6)
    }),
    { numRuns: 15 },
  )
})

test('cutting triangles into four, and drawing the inner sides too, changes next to nothing', () => {
  fc.assert(
    fc.property(soup, (part) => {
      const quarters: number[] = []
      for (let at = 0; at < part.positions.length; at += 9) {
        const [a, b, c] = [0, 3, 6].map((k) => [0, 1, 2].map((axis) => part.positions[at + k + axis]!)) as [
          number[],
          number[],
          number[],
        ]
        const mid = (p: number[], q: number[]): number[] => p.map((value, i) => (value + q[i]!) / 2)
        const [ab, bc, ca] = [mid(a, b), mid(b, c), mid(c, a)]
        quarters.push(...a, ...ab, ...ca, ...ab, ...b, ...bc, ...ca, ...bc, ...c, ...ab, ...bc, ...ca)
      }
      const finer = {
        positions: quarters,
        triangles: quarters.slice(quarters.length - quarters.length / 3).map((_, i) => i),
      }
      expect(apart(shapeSignature([part]), shapeSignature([finer]))).toBeLessThan(0.02)
      expect(apart(shapeSignature([part]), shapeSignature([part, part]))).toBeLessThan(1e-6)
    }),
    { numRuns: 15 },
  )
})

test('other shapes have other signatures', () => {
  const longer = mapped(CUBE, (x, y, z) => [x, 1.3 * y, z])
  const bent = mapped(CUBE, (x, y, z) => [x + 0.4 * y * z, y, z])
  const cube = shapeSignature([CUBE])
  expect(apart(cube, shapeSignature([longer]))).toBeGreaterThan(0.05)
  expect(apart(cube, shapeSignature([bent]))).toBeGreaterThan(0.05)
})

test('what has no surface, or is not a number, has none', () => {
  const none = { positions: [0, 0, 0, 1, 1, 1, 2, 2, 2], triangles: [0, 1, 2] }
  const triangle = (positions: number[], triangles = [0, 1, 2]) => shapeSignature([{ positions, triangles }])
  expect(shapeSignature([])).toBeUndefined()
  expect(shapeSignature([{ positions: [], triangles: [] }])).toBeUndefined()
  expect(shapeSignature([none])).toBeUndefined()
  expect(triangle([0, 0, 0, 0, 0, 0, 0, 0, 0])).toBeUndefined()
  expect(triangle([0, 0, Number.NaN, 1, 0, 0, 0, 1, 0])).toBeUndefined()
  expect(triangle([0, 0, Number.POSITIVE_INFINITY, 1, 0, 0, 0, 1, 0])).toBeUndefined()
  expect(triangle([0, 0, 0, 1, 0, 0, 0, 1, 0], [0, 1, 7])).toBeUndefined()
  expect(triangle([0, 0, 0, 1e200, 0, 0, 0, 1e200, 0])).toBeUndefined()
  const one = triangle([0, 0, 0, 1, 0, 0, 0, 1, 0])!
  expect(one).toHaveLength(SIGNATURE_LENGTH)
  expect(one.every((value) => Number.isFinite(value) && value >= 0)).toBe(true)
})

test('one triangle among a million times smaller ones, and a needle, end soon and give a signature', () => {
  const needle = { positions: [0, 0, 0, 1e6, 0, 0, 1e6, 1e-6, 0], triangles: [0, 1, 2] }
  expect(shapeSignature([needle])).toHaveLength(SIGNATURE_LENGTH)
  expect(
    apart(
      shapeSignature([CUBE, { positions: [9e5, 0, 0, 9e5, 1e-9, 0, 9e5, 0, 1e-9], triangles: [0, 1, 2] }]),
      shapeSignature([CUBE]),
    ),
  ).toBeLessThan(0.01)
})

test('a cube has the same signature on every machine', () => {
  const signature = shapeSignature([CUBE])!
  expect(signature.slice(27, 36).map((value) => value.toFixed(9))).toMatchInlineSnapshot(`
    [
      "0.656205892",
      "0.000000000",
      "0.000000000",
      "0.000000000",
      "0.480722521",
      "0.000000000",
      "0.117622328",
      "0.000000000",
      "0.232953660",
    ]
  `)
  // A cube reaches as far along all axes: a third of its mean square each.
  for (const value of signature.slice(63, 66)) expect(value).toBeCloseTo(3 / Math.sqrt(3), 2)
  expect(signature.reduce((sum, value, i) => sum + value * (i + 1), 0).toFixed(9)).toMatchInlineSnapshot(
    `"1506.436208406"`,
  )
})
