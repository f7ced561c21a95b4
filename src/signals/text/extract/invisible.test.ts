import { expect, test } from 'vitest'
import { findInvisible } from './find-invisible.ts'

const found = (raw: string): string[] =>
  findInvisible(raw).map(
    ({ kind, length, decoded }) => `${kind} ${length}${decoded ? ` spells ${decoded}` : ''}`,
  )
const tags = (text: string): string =>
  [...text].map((char) => String.fromCodePoint(0xe0000 + char.charCodeAt(0))).join('')
const selectors = (bytes: number[]): string =>
  bytes.map((byte) => String.fromCodePoint(byte < 16 ? 0xfe00 + byte : 0xe0100 + byte - 16)).join('')

test.each([
  ['a\u200bb', ['zero_width 1']],
  ['a\u200b\u200c\u200db', ['zero_width 3']],
  ['\u202eabc\u202c', ['bidi 1', 'bidi 1']],
  ['a\u200fb', ['bidi 1']],
  [`hi${tags('dm me')}`, ['tag 5 spells 5']],
  [`😀${selectors([0x68, 0x65, 0x79])}`, ['selector 3 spells 3']],
  ['ㅎ\u3164이', ['filler 1']],
  ['\u115f\u1160', ['filler 2']],
  ['\uffa0', ['filler 1']],
  ['\u2800\u2800', ['blank 2']],
  ['a\u0007b', ['control 1']],
  ['so\u00adft', ['zero_width 1']],
  ['a\ufe0fb', ['selector 1']],
])('%j has %j', (raw, expected) => {
  expect(found(raw)).toEqual(expected)
})

test.each([
  '👨‍👩‍👧 ❤️ 👍🏽 1️⃣',
  '🏴󠁧󠁢󠁥󠁮󠁧󠁿',
  '🏳️‍🌈',
  'می‌خواهم',
  'क्‍ष',
  'שלום\u200f!',
  '葛\u{e0100}',
  'plain text\nof two lines\t',
  '안녕하세요 ㅋㅋ',
  '\u110f\u1160\u110f\u1160',
])('nothing hidden in %j', (raw) => {
  expect(found(raw)).toEqual([])
})

test('each run knows where it stands', () => {
  const raw = `x${tags('ab')}y\u200bz`
  expect(findInvisible(raw).map(({ span }) => raw.slice(...span))).toEqual([tags('ab'), '\u200b'])
})
