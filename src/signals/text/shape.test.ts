import { expect, test } from 'vitest'
import { CHAT_EVENT, itemOf } from '../judged-event.fixture.ts'
import type { Signal } from '../signal.ts'
import { shape, shapeOf } from './shape.ts'

test.each([
  ['', { length: 0, letters: 0, upper_ratio: 0, repeated: 0, scripts: [] }],
  ['HELLO you', { length: 9, letters: 8, upper_ratio: 0.625, scripts: ['latn'] }],
  ['안녕 abc 漢字 123', { letters: 7, digits: 3, upper_ratio: 0, scripts: ['hang', 'latn', 'hani'] }],
  ['ㅋㅋㅋㅋㅋ', { repeated: 5, letters: 5, scripts: ['hang'] }],
  ['👨‍👩‍👧 👍🏽 ❤️', { emoji: 3, invisible: 0 }],
  ['a\u200bb\u202ec\u00ad', { invisible: 3, letters: 3 }],
  ['@you hey @me, mail a@b.com', { mentions_like: 2 }],
  ['😀😀😀', { length: 3, repeated: 3, emoji: 3 }],
  ['\ud800\ud800', { length: 2, repeated: 2, letters: 0 }],
])('%j', (raw, expected) => {
  expect(shapeOf(raw)).toMatchObject(expected)
})

test('as a signal it has every field that its type declares', () => {
  const signal = shape.build({ name: 'shape', of: 'text', options: {}, banks: new Map() }) as Signal & {
    cost: 'cheap'
  }
  const fields = signal.type.kind === 'object' ? Object.keys(signal.type.fields) : []
  expect(Object.keys(signal.evaluate(itemOf('hi'), CHAT_EVENT) as object)).toEqual(fields)
})
