import fc from 'fast-check'
import { expect, test } from 'vitest'
import { maskSpans } from './mask-spans.ts'

test('one mark for each character as a reader counts them', () => {
  expect(maskSpans('you idiot!', [[4, 9]])).toBe('you *****!')
  expect(maskSpans('a👨‍👩‍👧b', [[1, 9]], '#')).toBe('a#b')
  expect(maskSpans('e\u0301\u0336x', [[0, 3]])).toBe('*x')
})

test('spans may overlap, touch, repeat, come in any order or reach beyond the text', () => {
  expect(
    maskSpans('abcdef', [
      [3, 5],
      [0, 2],
      [1, 2],
      [4, 99],
      [5, 5],
      [-3, 0],
    ]),
  ).toBe('**c***')
})

test('what lies outside the spans stays, byte for byte', () => {
  const span = fc
    .tuple(fc.nat(30), fc.nat(10))
    .map(([start, length]): [number, number] => [start, start + length])
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary', maxLength: 30 }),
      fc.array(span, { maxLength: 5 }),
      (raw, spans) => {
        const kept = [...raw.split('').keys()].filter((i) => !spans.some(([from, to]) => i >= from && i < to))
        const masked = maskSpans(raw, spans, '\u0001')
        const rest = masked.split('').filter((unit) => unit !== '\u0001')
        fc.pre(!raw.includes('\u0001'))
        expect(rest.join('')).toBe(kept.map((i) => raw[i]).join(''))
      },
    ),
  )
})
