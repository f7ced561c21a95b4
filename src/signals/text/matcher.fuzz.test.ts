import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileBanks } from './compile-banks.ts'
import { emptyNormal } from './normal.ts'
import { normalise } from './normalise.ts'
import type { TermBank } from './term-bank.ts'

const bank = (name: string, language: string, terms: readonly string[]): TermBank => ({
  name,
  language,
  match: language === 'en' ? 'word' : 'substring',
  level: 'initials',
  terms,
  except: ['신발', 'looser'],
})
const { matcher } = compileBanks([
  bank('ko', 'ko', ['시발', '씨발', '병신', '개새끼', '멍청이', '또라이', '좆', '엿먹어', 'ㅅㅂ']),
  bank('en', 'en', ['fuck', 'shit', 'asshole', 'loser', 'noob', 'fucking', 'piece of shit']),
  bank('ja', 'ja', ['ばか', 'アホ', '馬鹿']),
])

const PIECES = [
  ...'시씨발병신개새끼멍청이또라이ㅅㅂㅣㅏㄹㅋ',
  ...'fuckshitaolernb01345@$!*+|.-_ ^',
  'fuck',
  'sh1t',
  '씨발',
  '병신',
  '\u200b',
  '\u202e',
  '\u202c',
  '\u0301',
  '\u0336',
  '\ufe0f',
  '\u{e0041}',
  '🐶',
  '🌱',
  '🅱',
  '👍🏽',
  '\ud83d',
  '\udc36',
  'ﷺ',
  'ﬃ',
  'バ',
  'カ',
  'ー',
  'か\u3099',
  'ɟnɔʞ',
  'ㄹㅕㅊㅏ',
  'tlqkf',
  'ssibal',
  '  ',
  '\n',
  '한글',
  '시'.normalize('NFD'),
  'ﾡﾢ',
]
const text = fc.oneof(
  fc.array(fc.constantFrom(...PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: 'grapheme-composite', maxLength: 40 }),
)

/** Whether a place in a text does not part the two halves of a character. */
function isWhole(raw: string, at: number): boolean {
  const before = raw.charCodeAt(at - 1)
  const after = raw.charCodeAt(at)
  return !((before & 0xfc00) === 0xd800 && (after & 0xfc00) === 0xdc00)
}

test('spans lie on characters of the text, and the same text gives the same hits again', () => {
  const reused = emptyNormal()
  let hits = 0
  fc.assert(
    fc.property(text, (raw) => {
      const found = matcher.scan(normalise(raw))
      for (const { span, form } of found) {
        hits++
        expect(span[0]).toBeLessThan(span[1])
        expect(span[0]).toBeGreaterThanOrEqual(0)
        expect(span[1]).toBeLessThanOrEqual(raw.length)
        expect(isWhole(raw, span[0]) && isWhole(raw, span[1])).toBe(true)
        expect(form).not.toBe('')
      }
      expect(matcher.scan(normalise(raw, reused))).toEqual(found)
    }),
    { numRuns: 4000 },
  )
  expect(hits).toBeGreaterThan(300)
})

const LONG = 200_000
test.each([
  ['nothing', ''],
  ['one letter', 'a'.repeat(1_000_000)],
  ['one syllable', '시'.repeat(LONG)],
  ['one jamo', 'ㅅ'.repeat(LONG)],
  ['jamo in turn', 'ㅅㅣ'.repeat(LONG)],
  ['silent syllables', `시${'이'.repeat(LONG)}발`],
  ['combining marks', `시${'\u0301'.repeat(10_000)}발`],
  ['stars', '*'.repeat(LONG)],
  ['masked letters', 'f*'.repeat(LONG)],
  ['masked words', 'f*ck '.repeat(LONG / 10)],
  ['letters apart', 'f u '.repeat(LONG)],
  ['keystrokes', 'tlqkf '.repeat(LONG / 10)],
  ['Latin after Hangul', '시a'.repeat(LONG)],
  ['mixed directions', 'אב\u202eab\u2067시\u202c'.repeat(LONG / 10)],
  ['turned letters', 'ɟ'.repeat(LONG)],
  ['lone surrogates', '\ud83d'.repeat(LONG)],
  ['what becomes eighteen letters', 'ﷺ'.repeat(LONG / 10)],
  ['dogs', '🐶'.repeat(LONG)],
  ['long vowels', 'ばーー'.repeat(LONG)],
])('comes to an end on %s', (_, raw) => {
  const first = matcher.scan(normalise(raw))
  expect(matcher.scan(normalise(raw)).length).toBe(first.length)
  for (const { span } of first.slice(0, 100)) expect(span[1]).toBeLessThanOrEqual(raw.length)
})

test('every code point is read', () => {
  let all = ''
  for (let from = 0; from < 0x110000; from += 0x1000)
    all += String.fromCodePoint(...Array.from({ length: 0x1000 }, (_, i) => from + i))
  const normal = normalise(all)
  expect(normal.length).toBeGreaterThan(0x100000)
  for (let i = 0; i < normal.length; i++) {
    if (normal.starts[i]! >= normal.ends[i]! || normal.ends[i]! > all.length)
      throw new Error(`unit ${i} has no place`)
  }
  expect(matcher.scan(normal).length).toBe(matcher.scan(normalise(all)).length)
})
