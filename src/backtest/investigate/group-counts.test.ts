import fc from 'fast-check'
import { expect, test } from 'vitest'
import { GroupCounts } from './group-counts.ts'

test('groups that fit are counted exactly, the largest first and equal ones by their values', () => {
  const counts = new GroupCounts(10)
  for (const value of ['b', 'a', 'b', null, 'a', 'c', Number.NaN]) counts.add([value])
  expect(counts.top(3)).toEqual([
    { values: ['a'], matched: 2 },
    { values: ['b'], matched: 2 },
    { values: ['NaN'], matched: 1 },
  ])
  expect([counts.distinct, counts.within]).toEqual([5, 0])
})

test('of too many, no count is too high, nor too low by more than is said', () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 300 }), (values) => {
      const counts = new GroupCounts(8)
      const exact = new Map<number, number>()
      for (const value of values) {
        counts.add([value])
        exact.set(value, (exact.get(value) ?? 0) + 1)
      }
      const top = new Map(counts.top(100).map(({ values: [value], matched }) => [value, matched]))
      for (const [value, count] of exact) {
        const told = top.get(value) ?? 0
        expect(told).toBeLessThanOrEqual(count)
        expect(told + counts.within).toBeGreaterThanOrEqual(count)
      }
    }),
  )
})
