import fc from 'fast-check'
import { expect, test } from 'vitest'
import { normalise } from '../text/normalise.ts'
import { undisguise } from './undisguise.ts'

function readingsOf(text: string): string[] {
  let read = ''
  undisguise(normalise(text), (unit) => {
    read += String.fromCharCode(unit)
  })
  return read.split(' ').filter((word) => word !== '')
}

test.each([
  ['you n.o.o.b', 'noob'],
  ['such a n00b', 'noob'],
  ['1oser', 'loser'],
  ['what a du@nce', 'dunce'],
  ['nooooob', 'nob'],
  ['pu55y cat', 'pussy'],
  ['n o o b', 'noob'],
  ['바1보야', '바보야'],
  ['바.보', '바보'],
  ['바 보 야', '바보야'],
  ['멍청이이이', '멍청이'],
  ['ㅂ ㅏ ㅂ ㅗ', '바보'],
  ['qkqh', '바보'],
  ['ㅂ.ㅏ.ㅂ.ㅗ', '바보'],
  ['ㄱl린', '기린'],
  ['no ob go aw ay', 'noobgoaway'],
])('%s reads as %s too', (text, reading) => {
  expect(readingsOf(text)).toContain(reading)
})

test.each([
  'an ordinary sentence of some words',
  "don't, won't and can't",
  '오늘은 날씨가 참 좋네요',
  'ㅋㅋㅋㅋ 그러게요',
  '2026 11 26',
  '',
])('%s reads as nothing else', (text) => {
  expect(readingsOf(text)).toEqual([])
})

test('readings are bounded by the text, stand where it has units, and are the same again', () => {
  const piece = fc.constantFrom(..."ab1@ .가나ㅂㅏ이'-😀q")
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 60 }), (pieces) => {
      const normal = normalise(pieces.join(''))
      const seen: number[] = []
      undisguise(normal, (_, place) => seen.push(place))
      expect(seen.length).toBeLessThanOrEqual(8 * normal.length + 8)
      expect(seen.every((place) => place >= 0 && place < normal.length)).toBe(true)
    }),
  )
})
