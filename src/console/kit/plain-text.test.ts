import fc from 'fast-check'
import { expect, test } from 'vitest'
import { plainText } from './plain-text.ts'

test('what turns a text around or cannot be seen stands as its code, and honest text stays as it is', () => {
  expect(plainText('photo_\u202Egnp.exe')).toBe('photo_[U+202E]gnp.exe')
  expect(plainText('i\u200Bdiot')).toBe('i[U+200B]diot')
  expect(plainText('윤소라, Mina Park')).toBe('윤소라, Mina Park')
  expect(plainText(`a${'\u0301'.repeat(50)}`).length).toBeLessThan(10)
})

test('whatever is written, nothing is left that turns text around', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('\u202E', '\u2067', '\u200F', 'a', '\u0301', '가')), (chars) => {
      expect(plainText(chars.join(''))).not.toMatch(/[\u202A-\u202E\u2066-\u2069\u200E\u200F]/)
    }),
  )
})
