import { expect, test } from 'vitest'
import { placeOf, shareScale } from './interval-line.ts'

const line = (high: number) => ({ estimate: { value: high / 2, low: 0, high } })

test('a scale ends at a round number above all intervals, and never above one', () => {
  expect(shareScale([line(0.013), line(0.004)])).toEqual({ low: 0, high: 0.02 })
  expect(shareScale([line(0.93)])).toEqual({ low: 0, high: 1 })
  expect(shareScale([{ estimate: null }])).toEqual({ low: 0, high: 0.001 })
})

test('values stand where they are on the scale, and those beyond it at its ends', () => {
  const scale = { low: -0.5, high: 1 }
  expect(placeOf(0.25, scale)).toBe(50)
  expect(placeOf(-2, scale)).toBe(0)
  expect(placeOf(2, scale)).toBe(100)
})
