import { expect, test } from 'vitest'
import { addLabel, exactInterval, NEW_PROBATION, probationVerdict } from './stats.ts'

test('the library gives what the gates and the probation stand on', () => {
  // Table values: Clopper and Pearson, 1934, for 0 of 59: nothing above 5 % is left at 95 %, one-sided.
  expect(exactInterval(0, 59, 0.9).high).toBeCloseTo(0.0495, 3)
  const plan = { bar: 0.05 }
  let probation = NEW_PROBATION
  const verdict = () => probationVerdict([{ plan, probation }], true).verdict
  expect(verdict()).toBe('extend')
  for (let i = 0; i < 400; i++) probation = addLabel(plan, probation, false)
  expect(verdict()).toBe('pass')
})
