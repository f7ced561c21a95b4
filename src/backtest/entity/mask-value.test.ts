import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskValue } from './mask-value.ts'

test('at most a third of a value is shown, and never half a character', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (value) => {
      const shown = maskValue(value).slice(0, -1)
      expect(value.startsWith(shown)).toBe(true)
      expect([...shown].length).toBeLessThanOrEqual([...value].length / 3)
      expect([...shown].length).toBeLessThanOrEqual(24)
    }),
  )
  expect(maskValue('203.0.113.77')).toBe('203.…')
  expect(maskValue('ab')).toBe('…')
})
