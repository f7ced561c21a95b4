import fc from 'fast-check'
import { expect, test } from 'vitest'
import { emptyNormal, plainText, squeezedText } from './normal.ts'
import { normalise } from './normalise.ts'

const plain = (raw: string): string => plainText(normalise(raw))

test.each([
  ['Hello', 'hello'],
  ['ＨＥＬＬＯ', 'hello'],
  ['𝓱𝓮𝓵𝓵𝓸', 'hello'],
  ['Неllо', 'hello'],
  ['hᴇʟʟo', 'hello'],
  ['héllö', 'hello'],
  ['h\u0336e\u0489llo', 'hello'],
  ['h\u200be\u00adl\u2060l\ufeffo', 'hello'],
  ['\u202eolleh', 'olleh'],
  ['ﬁne', 'fine'],
  ['a\t\n  b', 'a b'],
  ['٣२', '32'],
  ['㉮①', '가1'],
  ['ㅇㅏㄴㄴㅕㅇ', '안녕'],
  ['ㄱㅏㄱㅏ', '가가'],
  ['ㅋㅋㅋㅏ', 'ㅋㅋ카'],
  ['ㅎㅏㅋㅋㅋ', '하ㅋㅋㅋ'],
  ['ㅇㅈ ㅠㅠ', 'ㅇㅈ ㅠㅠ'],
  ['\uffb1\uffc2', '마'],
  ['안녕'.normalize('NFD'), '안녕'],
  ['ｶﾞ', 'ガ'],
  ['か\u3099', 'が'],
  ['👍🏽', '👍'],
  ['❤\ufe0f', '❤'],
  ['\ud800x', '\ufffdx'],
  ['🇰🇷', '🇰🇷'],
])('%j is read as %j', (raw, expected) => {
  expect(plain(raw)).toBe(expected)
})

test('each unit knows where it came from', () => {
  const raw = 'a\u200bé\u0301ﬁㅅㅣ👍🏽'
  const { units, starts, ends, length } = normalise(raw)
  const parts = Array.from({ length }, (_, i) => [
    String.fromCharCode(units[i]!),
    raw.slice(starts[i]!, ends[i]!),
  ])
  expect(parts.slice(0, 5)).toEqual([
    ['a', 'a'],
    ['e', 'é\u0301'],
    ['f', 'ﬁ'],
    ['i', 'ﬁ'],
    ['시', 'ㅅㅣ'],
  ])
  expect(parts.slice(5).map(([, from]) => from)).toEqual(['👍🏽', '👍🏽'])
})

test.each([
  ['h.e.l.l.o', 'heio'],
  ['h e l l o', 'heio'],
  ['h3ll0', 'heio'],
  ['heeeello', 'heio'],
  ['안 녕', '안녕'],
  ['안1녕', '안녕'],
  ['안.녕', '안녕'],
  ['hello there, how are you?', ''],
  ['오늘 날씨가 참 좋네요! ㅋㅋㅋ', ''],
  ['1337', ''],
])('%j squeezes to %j', (raw, expected) => {
  expect(squeezedText(normalise(raw))).toBe(expected)
})

test('any text keeps its order, stays within its bounds and reads the same from reused memory', () => {
  const reused = emptyNormal()
  const piece = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 5 }),
    fc.constantFrom(
      'ㅅㅣㅂ',
      'ㄹ',
      '\u0336',
      '\u200d',
      '\ud83d',
      '\udc4d',
      'ﷺ',
      'か\u3099',
      '  ',
      'aaa',
      '4',
    ),
  )
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const raw = pieces.join('')
      const fresh = normalise(raw)
      expect(plainText(normalise(raw, reused))).toBe(plainText(fresh))
      expect(squeezedText(reused)).toBe(squeezedText(fresh))
      for (let i = 0; i < fresh.length; i++) {
        expect(fresh.starts[i]).toBeLessThan(fresh.ends[i]!)
        expect(fresh.ends[i]).toBeLessThanOrEqual(raw.length)
        if (i > 0) expect(fresh.starts[i]).toBeGreaterThanOrEqual(fresh.starts[i - 1]!)
      }
      for (let i = 0; i < fresh.squeezedLength; i++)
        if (fresh.squeezed[i] !== 0) expect(fresh.firsts[i]).toBeLessThanOrEqual(fresh.lasts[i]!)
    }),
    { numRuns: 1000 },
  )
})

test('what was read reads the same again', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('A', 'Ж', 'é', 'ㄱ', 'ㅏ', '가', 'ﬁ', '①', ' ', '漢', 'ß', '😀') }),
      (raw) => {
        const once = plain(raw)
        expect(plain(once)).toBe(once)
      },
    ),
  )
})

test.each([
  ['1,000,000 zero-width characters', `a${'\u200b'.repeat(1_000_000)}b`, 'ab'],
  ['1,000,000 combining marks', `a${'\u0301'.repeat(1_000_000)}b`, 'ab'],
  ['1,000,000 spaces', `a${' '.repeat(1_000_000)}b`, 'a b'],
])('reads through %s', (_, raw, expected) => {
  expect(plain(raw)).toBe(expected)
})

test('reads 10 MB and characters that become eighteen', () => {
  expect(normalise('가나다라마 바사'.repeat(1_250_000)).length).toBe(10_000_000)
  expect(normalise('ﷺ'.repeat(100_000)).length).toBe(1_800_000)
})
