import { expect, test } from 'vitest'
import { meansOf, ringMeans } from './means.ts'

test('ordinary accounts share neither device nor address, a ring shares few of each', () => {
  const ordinary = Array.from({ length: 2000 }, (_, i) => meansOf(`u${i}`))
  expect(new Set(ordinary.map(({ device }) => device)).size).toBe(2000)
  expect(new Set(ordinary.map(({ address }) => address)).size).toBe(2000)
  const ring = Array.from({ length: 20 }, (_, i) => ringMeans('u7', i))
  expect(new Set(ring.map(({ device }) => device)).size).toBe(4)
  expect(new Set(ring.map(({ address }) => address)).size).toBe(2)
})
