import fc from 'fast-check'
import { expect, test } from 'vitest'
import { nextSorting, ordered } from './use-order.ts'

test('rows come in order, and equal ones as they came', () => {
  const row = fc.record({ n: fc.integer({ min: 0, max: 5 }), at: fc.nat() })
  fc.assert(
    fc.property(fc.array(row), fc.boolean(), (rows, isDown) => {
      const shown = ordered(rows, ({ n }) => n, isDown, 'en')
      expect(shown).toHaveLength(rows.length)
      for (let i = 1; i < shown.length; i++) {
        const [before, after] = [shown[i - 1]!, shown[i]!]
        expect(isDown ? before.n >= after.n : before.n <= after.n).toBe(true)
        if (before.n === after.n) expect(rows.indexOf(before)).toBeLessThanOrEqual(rows.indexOf(after))
      }
    }),
  )
})

test('words are ordered as a reader has them, numbers in them by size', () => {
  expect(ordered(['job10', 'job9', 'Ärger', 'zone'], (word) => word, false, 'de')).toEqual([
    'Ärger',
    'job9',
    'job10',
    'zone',
  ])
})

test('a title pressed three times gives the first order back', () => {
  const up = nextSorting(undefined, 'a')
  const down = nextSorting(up, 'a')
  expect([up, down, nextSorting(down, 'a')]).toEqual([
    { column: 'a', isDown: false },
    { column: 'a', isDown: true },
    undefined,
  ])
  expect(nextSorting(down, 'b')).toEqual({ column: 'b', isDown: false })
})
