import { expect, test } from 'vitest'
import { gwetAc1 } from './gwet-ac1.ts'

const times = (count: number, unit: string[]) => Array.from({ length: count }, () => unit)

test('a table of two judges, worked by hand', () => {
  // 118 both yes, 5 and 2 differ, 0 both no: pa = 118/125, p = 243/250, pe = 2 p (1 - p).
  const units = [...times(118, ['+', '+']), ...times(5, ['+', '-']), ...times(2, ['-', '+'])]
  const p = 243 / 250
  const pe = 2 * p * (1 - p)
  expect(gwetAc1(units)).toBeCloseTo((118 / 125 - pe) / (1 - pe), 12)
})

test('with one value alone it is full agreement; without pairs it is not to be known', () => {
  expect(gwetAc1(times(3, ['fine', 'fine']))).toBe(1)
  expect(gwetAc1([['fine'], []])).toBe(undefined)
})

test('as by chance it is 0', () => {
  const units = [
    ['a', 'a'],
    ['a', 'b'],
    ['b', 'a'],
    ['b', 'b'],
  ]
  expect(gwetAc1(units)).toBeCloseTo(0, 12)
})
