import fc from 'fast-check'
import { expect, test } from 'vitest'
import { strictest, Verdict } from './verdict.ts'

test('the strictest verdict wins, whatever the order', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...Verdict.options)), (verdicts) => {
      expect(strictest(verdicts)).toBe(strictest([...verdicts].reverse()))
    }),
  )
  expect(strictest(['nudge', 'hold', 'mask'])).toBe('hold')
  expect(strictest([])).toBe('allow')
})
