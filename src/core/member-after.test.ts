import { expect, test } from 'vitest'
import { memberAfter } from './member-after.ts'

test.each([
  ['confirm', false, 'active', 'confirmed'],
  ['confirm', false, 'withdrawn', undefined],
  ['release', false, 'quarantined', 'confirmed'],
  ['release', false, 'active', undefined],
  ['dispute', false, 'active', 'disputed'],
  ['dispute', true, 'active', 'questioned'],
  ['dispute', true, 'questioned', 'disputed'],
  ['withdraw', false, 'disputed', 'withdrawn'],
  ['withdraw', true, 'quarantined', 'questioned'],
  ['withdraw', true, 'questioned', 'withdrawn'],
  ['withdraw', true, 'withdrawn', undefined],
] as const)('to %s (sealed: %s) what is %s makes it %s', (act, sealed, state, after) => {
  expect(memberAfter(act, sealed, state)).toBe(after)
})
