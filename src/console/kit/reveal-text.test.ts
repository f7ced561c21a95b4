import fc from 'fast-check'
import { expect, test } from 'vitest'
import { type Piece, revealText } from './reveal-text.ts'

const kinds = (text: string) => revealText(text).map(({ kind }) => kind)
const of = (text: string, kind: Piece['kind']) => revealText(text).filter((piece) => piece.kind === kind)

test('ordinary writing is shown as it is', () => {
  for (const text of [
    'hello there',
    '안녕하세요 여러분',
    'привет как дела',
    'Tiếng Việt',
    'سلام',
    '日本語\nline',
    '👩‍👩‍👧 ❤️',
    'สวัสดีครับ',
  ])
    expect(kinds(text)).toEqual(['plain'])
})

test('characters that cannot be seen or that turn the direction are shown as code points', () => {
  expect(of('a\u200Bb', 'hidden')).toMatchObject([{ code: 'U+200B', at: 1 }])
  expect(of('a\u3164b', 'hidden')).toHaveLength(1)
  expect(of('\u202Etxt.exe', 'direction')).toMatchObject([{ code: 'U+202E' }])
  expect(of('x\u2066y\u2069', 'direction')).toHaveLength(2)
  expect(of('tag\u{E0041}', 'hidden')).toMatchObject([{ code: 'U+E0041' }])
  expect(of('a\u200Db', 'hidden')).toHaveLength(1)
  expect(of('a\u0000b', 'hidden')).toHaveLength(1)
})

test('letters that pass for Latin ones are shown as what they are', () => {
  expect(of('pаypal', 'alike')).toMatchObject([{ like: 'a', script: 'Cyrillic', code: 'U+0430' }])
  expect(of('𝐟ree', 'alike')).toMatchObject([{ like: 'f' }])
  expect(of('ехсеро', 'alike').length).toBe(6)
})

test('marks that pile up are cut off and counted', () => {
  const [plain, piled, rest] = revealText(`a${'\u0301'.repeat(40)}b`)
  expect(plain).toMatchObject({ kind: 'plain', text: `a${'\u0301'.repeat(3)}` })
  expect(piled).toMatchObject({ kind: 'piled', count: 37 })
  expect(rest).toMatchObject({ kind: 'plain', text: 'b' })
})

test('spans are marked to the unit', () => {
  const pieces = revealText('one two three', [[4, 7]])
  expect(pieces.map(({ text, isMarked }) => [text, isMarked])).toEqual([
    ['one ', false],
    ['two', true],
    [' three', false],
  ])
})

test('nothing of a text is lost, whatever it holds', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const pieces = revealText(text, [[1, 3]])
      const units = pieces.reduce(
        (sum, piece) => sum + (piece.kind === 'piled' ? piece.count : [...piece.text].length),
        0,
      )
      expect(units).toBe([...text].length)
    }),
  )
})
