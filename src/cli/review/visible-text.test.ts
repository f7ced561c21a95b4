import { expect, test } from 'vitest'
import { markedText, visibleText } from './visible-text.ts'

test('what a terminal would obey or hide is written out', () => {
  expect(visibleText('a\u001b[2Jb\u202ec\u200bd\u3164e\r\nf')).toBe(
    'a⟨U+001B⟩[2Jb⟨U+202E⟩c⟨U+200B⟩d⟨U+3164⟩e⟨U+000D⟩\nf',
  )
  expect(visibleText('안녕 👋 x')).toBe('안녕 👋 x')
})

test('spans are marked where they stand in the text as sent, also around hidden characters', () => {
  expect(markedText('you bad\u200b word here', [[4, 13]])).toBe('you ⟦bad⟨U+200B⟩ word⟧ here')
  expect(
    markedText('abcdef', [
      [3, 5],
      [0, 2],
      [1, 3],
    ]),
  ).toBe('⟦abcde⟧f')
  expect(markedText('abc', [[1, 1]])).toBe('abc')
})
