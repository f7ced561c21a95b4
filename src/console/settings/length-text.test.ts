import { expect, test } from 'vitest'
import { lengthIn } from './length-text.ts'

test('a length is told in the largest unit in which it is whole', () => {
  expect(lengthIn(365 * 86_400_000)).toEqual({ unit: 'days', count: 365 })
  expect(lengthIn(36 * 3_600_000)).toEqual({ unit: 'hours', count: 36 })
  expect(lengthIn(90_000)).toEqual({ unit: 'seconds', count: 90 })
  expect(lengthIn(0)).toEqual({ unit: 'seconds', count: 0 })
})
