import { expect, test } from 'vitest'
import { matchesKey } from './matches-key.ts'

test('a letter goes by its place, also while Hangul is typed', () => {
  expect(matchesKey('v', { key: 'v', code: 'KeyV' })).toBe(true)
  expect(matchesKey('v', { key: 'ㅍ', code: 'KeyV' })).toBe(true)
  expect(matchesKey('v', { key: 'v', code: 'KeyB' })).toBe(false)
})

test('digits are those of either block, other keys go by name', () => {
  expect(matchesKey('1', { key: 'End', code: 'Numpad1' })).toBe(true)
  expect(matchesKey('1', { key: '!', code: 'Digit1' })).toBe(true)
  expect(matchesKey('Enter', { key: 'Enter', code: 'NumpadEnter' })).toBe(true)
  expect(matchesKey(' ', { key: 'x', code: 'Space' })).toBe(false)
})
