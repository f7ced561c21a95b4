import { expect, test } from 'vitest'
import { seededRandom } from '../random.ts'
import { disguise, evade } from './evade.ts'

test('each disguise keeps the word readable to people', () => {
  const random = seededRandom(1)
  expect(disguise(random, '멍청이', 'jamo')).toBe('ㅁㅓㅇㅊㅓㅇㅇㅣ')
  expect(disguise(random, '바보', 'spaced')).toBe('바 보')
  expect(disguise(random, 'idiot', 'leet')).toBe('1d107')
  expect(disguise(random, 'ab', 'invisible')).toBe('a\u200bb')
  expect(disguise(random, 'loser', 'stretched')).toMatch(/^lo{3,6}ser$/)
  expect(disguise(random, 'ace', 'homoglyph')).not.toBe('ace')
  expect(disguise(random, 'abc', 'dotted')).toMatch(/^a([.\-1*])b\1c$/)
})

test('one word of a text is disguised; addresses are left alone', () => {
  const random = seededRandom(1)
  const { text, evasion } = evade(random, 'you are a scumbag')
  expect(text.startsWith('you are a ')).toBe(true)
  expect(text).not.toBe('you are a scumbag')
  expect(evasion).toBeDefined()
  expect(evade(random, 'x https://example.com/a')).toEqual({ text: 'x https://example.com/a' })
})
