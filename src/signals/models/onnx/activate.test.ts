import { expect, test } from 'vitest'
import { activate } from './activate.ts'

test('softmax adds up to one, also of values that would overflow; sigmoid takes each by itself', () => {
  expect([...activate(Float32Array.of(1000, 1000), 'softmax')]).toEqual([0.5, 0.5])
  const [low, high] = activate(Float32Array.of(0, Math.log(3)), 'softmax')
  expect(low).toBeCloseTo(0.25)
  expect(high).toBeCloseTo(0.75)
  const [a, b, c] = activate(Float32Array.of(0, 1000, -1000), 'sigmoid')
  expect([a, b, c]).toEqual([0.5, 1, 0])
})
