import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { CHAT_EVENT, itemOf } from '../judged-event.fixture.ts'
import type { Signal } from '../signal.ts'
import { near } from './near.ts'
import { nearBands } from './near-bands.ts'

const ENGLISH = 'Selling cheap gold coins, write me on the market square before noon'
const KOREAN = '골드 싸게 팔아요 광장으로 오세요 친구 추가하면 더 드려요'

const shared = (one: string, other: string): number =>
  nearBands(one).bands.filter((band, i) => band === nearBands(other).bands[i]).length

describe.each([ENGLISH, KOREAN])('copies of %j share bands', (text) => {
  test.each([
    ['spaced out', [...text].join(' ')],
    ['with zero-width characters', [...text].join('\u200b')],
    ['in capitals with emoji', `🔥 ${text.toUpperCase()} 🔥`],
    ['with a number', `${text} 4821`],
  ])('%s: all', (_, copy) => {
    expect(shared(text, copy)).toBe(3)
  })

  test.each([
    ['with a name before it', `minsu ${text}`],
    ['with a word after it', `${text} ㄱㄱ`],
    ['without its last letters', text.slice(0, -3)],
  ])('%s: one at least', (_, copy) => {
    expect(shared(text, copy)).toBeGreaterThan(0)
  })
})

test.each([
  ['we went to the lake and swam all day', 'there is a new map with a castle on it'],
  ['오늘 학교에서 체육대회 했어', '새로 나온 맵에 성이 있더라'],
  ['gg', 'gl'],
  ['', 'hi'],
])('%j and %j share none', (one, other) => {
  expect(shared(one, other)).toBe(0)
})

test('as a signal it has a key and three bands, the same again, and no text', () => {
  const signal = near.build({ name: 'near', of: 'text', options: {}, banks: new Map() }) as Signal & {
    cost: 'cheap'
  }
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 100 }), (text) => {
      const value = signal.evaluate(itemOf(text), CHAT_EVENT) as Record<string, unknown>
      expect(signal.evaluate(itemOf(text), CHAT_EVENT)).toEqual(value)
      for (const part of ['key', 'a', 'b', 'c']) expect(value[part]).toMatch(/^[0-9a-f]{16}$/)
    }),
  )
  expect(signal.evaluate(itemOf('a'.repeat(1_000_000)), CHAT_EVENT)).toMatchObject({ letters: 1 })
})
