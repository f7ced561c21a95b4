import { expect, test } from 'vitest'
import { bar, barChart, percent, sparkline } from './bars.ts'

test('a bar fills its share of the width, to an eighth of a cell, and the smallest shows', () => {
  expect(bar(10, 10, 4)).toBe('████')
  expect(bar(5, 10, 4)).toBe('██')
  expect(bar(1, 1000, 4)).toBe('▏')
  expect(bar(0, 10, 4)).toBe('')
  expect(bar(3, 0, 4)).toBe('')
})

test('a chart fits the terminal, and its numbers stand right', () => {
  const lines = barChart(
    [
      { label: '2026-11-20', value: 1234 },
      { label: '2026-11-21', value: 0 },
    ],
    40,
  )
  expect(lines).toEqual([
    '2026-11-20  █████████████████████  1,234',
    '2026-11-21                             0',
  ])
})

test('a line of cells adds up what shares one', () => {
  expect(sparkline([1, 2, 4, 8], 4)).toBe('▂▃▅█')
  expect(sparkline([1, 1, 0, 0, 2, 2], 3)).toBe('▅ █')
  expect(sparkline([], 10)).toBe('')
})

test('a share shows that it is not nothing', () => {
  expect([0, 0.00002, 0.0123, 0.5, 1].map(percent)).toEqual(['0 %', '0.002 %', '1.2 %', '50 %', '100 %'])
})
