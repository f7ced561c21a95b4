import { expect, test } from 'vitest'
import { shapeCode, shapeDistance } from './shape-code.ts'
import { createShapeIndex } from './shape-index.ts'
import { SIGNATURE_LENGTH } from './shape-signature.ts'

/** Numbers 0 to 1 from a seed. Source: Park and Miller's minimal standard generator. */
function chance(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Shapes in clusters, so that some are near each other. */
function shapes(count: number, seed: number): Uint16Array[] {
  const random = chance(seed)
  const centres = Array.from({ length: 20 }, () =>
    Array.from({ length: SIGNATURE_LENGTH }, () => 2 * random()),
  )
  return Array.from({ length: count }, (_, i) => {
    const centre = centres[i % centres.length]!
    return shapeCode(centre.map((value) => value + 0.01 * random()))!
  })
}

function naive(known: ReadonlyMap<number, Uint16Array>, code: Uint16Array, distance: number) {
  return [...known]
    .map(([id, other]) => ({ id, distance: shapeDistance(code, other) }))
    .filter((match) => match.distance <= distance)
    .sort((a, b) => a.distance - b.distance || a.id - b.id)
}

test('finds what a look at every shape finds: added before and after the table, replaced, removed', () => {
  const index = createShapeIndex()
  const known = new Map<number, Uint16Array>()
  const put = (id: number, code: Uint16Array): void => {
    index.insert(id, code)
    known.set(id, code)
  }
  const all = shapes(900, 3)
  for (const [i, code] of all.slice(0, 600).entries()) put(7 * i, code)
  index.compact()
  for (const [i, code] of all.slice(600).entries()) put(100_000 + i, code)
  for (let i = 0; i < 600; i += 5) {
    index.remove(7 * i)
    known.delete(7 * i)
  }
  put(7, all[2]!)
  put(100_001, all[3]!)
  index.remove(4_000_000_000)
  expect(index.size).toBe(known.size)
  let found = 0
  for (const distance of [0, 0.01, 0.05, 0.08, 3])
    for (const code of all.filter((_, i) => i % 60 === 0)) {
      const expected = naive(known, code, distance)
      found += expected.length
      expect(index.near(code, distance, 10_000)).toEqual(expected)
      expect(index.near(code, distance, 3)).toEqual(expected.slice(0, 3))
    }
  expect(found).toBeGreaterThan(500)
  index.compact()
  expect(index.size).toBe(known.size)
  expect(index.code(7)).toEqual(all[2])
  expect(index.code(0)).toBeUndefined()
  expect(index.near(all[4]!, 0.05, 10_000)).toEqual(naive(known, all[4]!, 0.05))
})

test('shapes that are all the same, and none at all, are found or not', () => {
  const index = createShapeIndex()
  const flat = shapeCode(new Array(SIGNATURE_LENGTH).fill(0.5))!
  expect(index.near(flat, 1, 5)).toEqual([])
  for (let id = 0; id < 20; id++) index.insert(id, flat)
  index.compact()
  expect(index.near(flat, 0, 5).map(({ id }) => id)).toEqual([0, 1, 2, 3, 4])
  expect(() => index.insert(1, new Uint16Array(3))).toThrow('shapeCode')
})

test('what is no signature has no code', () => {
  const flat = new Array(SIGNATURE_LENGTH).fill(0.5)
  expect(shapeCode(undefined)).toBeUndefined()
  expect(shapeCode(flat.slice(1))).toBeUndefined()
  expect(shapeCode(flat.with(3, Number.NaN))).toBeUndefined()
  expect(shapeCode(flat.with(3, -0.1))).toBeUndefined()
  expect(shapeCode(flat.with(3, 7.2))).toBeUndefined()
  expect(shapeCode(flat)).toHaveLength(SIGNATURE_LENGTH)
})
