import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Value } from '../../../core/value.ts'
import { CHAT_EVENT, itemOf } from '../../judged-event.fixture.ts'
import { SIGNAL_KINDS } from '../../kinds.ts'
import type { Signal } from '../../signal.ts'

const EVENT = { ...CHAT_EVENT, time: Date.parse('2026-11-26T00:00:00Z') }
const KINDS = ['links', 'contacts', 'personal_data', 'ages', 'offers', 'invisible']
const signals = KINDS.map((name) => {
  const kind = SIGNAL_KINDS.find((one) => one.kind === name)!
  return kind.build({ name, of: 'text', options: {}, banks: new Map() }) as Signal & { cost: 'cheap' }
})

/** What each extractor finds something in, apart and cut up, among characters that fold in odd ways. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 4 }),
  fc.constantFrom(
    'example',
    '.com',
    ' dot ',
    '닷컴',
    '010-2345-6789',
    '공일공이삼사오육칠팔구',
    '카톡 ',
    'moon_77',
    '@gmail.com',
    '나 12살',
    'im 13',
    '몇 살',
    '계정 팝니다',
    '3만 5천원',
    '$50',
    '4242 4242 4242 4242',
    '별빛로 12번길 3',
    '\u200b',
    '\u{e0041}',
    '\u0301',
    'ㅋㅏ톡',
    'ﷺ',
    '⓪①⓪',
    '👨‍👩‍👧',
    '\ud83d',
    '\udc4d',
    '\u202e',
    'か\u3099',
    ' ',
    '\n',
  ),
)

describe.each(signals)('$name', (signal) => {
  test('spans lie within the text, in order, on boundaries of its characters', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const raw = pieces.join('')
        const spans = signal.spans!(signal.evaluate(itemOf(raw), EVENT))
        let last = 0
        for (const [start, end] of spans) {
          expect(start).toBeGreaterThanOrEqual(last)
          expect(end).toBeGreaterThan(start)
          expect(end).toBeLessThanOrEqual(raw.length)
          for (const at of [start, end]) expect(splitsPair(raw, at)).toBe(false)
          last = start
        }
      }),
      { numRuns: 600 },
    )
  })

  test('the same text gives the same value, whatever was read before', () => {
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 8 }), fc.array(piece, { maxLength: 8 }), (one, other) => {
        const first = signal.evaluate(itemOf(one.join('')), EVENT)
        signal.evaluate(itemOf(other.join('')), EVENT)
        expect(signal.evaluate(itemOf(one.join('')), EVENT)).toEqual(first)
      }),
      { numRuns: 300 },
    )
  })

  test('the value never holds what was found', () => {
    const raw = 'secretname_42 on discord, 010-2345-6789, 4242 4242 4242 4242, 나 12살, 계정 팝니다'
    expect(strings(signal.evaluate(itemOf(raw), EVENT)).join(' ')).not.toMatch(/secretname|2345|4242/)
  })

  test.each([
    ['nothing', ''],
    ['a megabyte of one letter', 'a'.repeat(1_000_000)],
    ['a megabyte of one syllable', '이'.repeat(1_000_000)],
    ['a megabyte of digits', '0'.repeat(1_000_000)],
    ['lone surrogates', '\ud800'.repeat(50_000)],
    ['10,000 combining marks', `a${'\u0301'.repeat(10_000)}`],
    ['characters that become eighteen', 'ﷺ'.repeat(20_000)],
    ['right-to-left within left-to-right', 'abc \u05d0\u05d1 010 \u0661\u0662 '.repeat(2000)],
    ['every code point', everyCodePoint()],
  ])('comes to an end on %s', (_, raw) => {
    const value = signal.evaluate(itemOf(raw), EVENT)
    expect(signal.evaluate(itemOf(raw), EVENT)).toEqual(value)
  })
})

test('a text that was folded by somebody else meanwhile is read anew', () => {
  const [links] = signals
  const item = itemOf('see example.com')
  expect(links!.evaluate(item, EVENT)).toMatchObject({ count: 1 })
  expect(links!.evaluate(itemOf('nothing here'), EVENT)).toMatchObject({ count: 0 })
  expect(links!.evaluate(item, EVENT)).toMatchObject({ count: 1 })
})

function splitsPair(raw: string, at: number): boolean {
  const before = raw.charCodeAt(at - 1)
  const after = raw.charCodeAt(at)
  return before >= 0xd800 && before <= 0xdbff && after >= 0xdc00 && after <= 0xdfff
}

function strings(value: Value): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(strings)
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(strings) : []
}

function everyCodePoint(): string {
  let text = ''
  for (let point = 0; point < 0x110000; point += 7) text += String.fromCodePoint(point)
  return text
}
