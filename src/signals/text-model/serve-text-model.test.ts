import fc from 'fast-check'
import { expect, test } from 'vitest'
import { serveTextModel } from './serve-text-model.ts'
import { smallModel } from './small-model.fixture.ts'

const KNOWN = { '바보 멍청이': 'rude', 'you noob': 'rude', '계정 팔아요': 'trade', 'selling gold': 'trade' }
const model = serveTextModel(smallModel(KNOWN))

function score(text: string): number[] {
  const into = new Float32Array(2)
  model.score(text, into)
  return [...into]
}

const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({
    unit: fc.constantFrom(
      '바',
      '보',
      '멍',
      '청',
      '이',
      ' ',
      'noob',
      '😀',
      '👨‍👩‍👧',
      '\ud83d',
      '\ude00',
      'ㅂ',
      'ㅏ',
      '\u0301',
      '\u200b',
      'ﷺ',
      '😀\u{1f3fd}',
    ),
  }),
)

test('known words carry their label, in disguise too', () => {
  for (const text of ['바보 멍청이', 'ㅂㅏㅂㅗ 멍청이', 'ＹＯＵ ｎｏｏｂ', 'you no\u200bob']) {
    const [rude = 0, trade = 1] = score(text)
    expect(rude).toBeGreaterThan(0.5)
    expect(trade).toBeLessThan(0.3)
  }
  expect(model.decide(Float32Array.from(score('계정 팔아요')))).toEqual(['trade'])
})

test('any text has probabilities, and the same ones again', () => {
  fc.assert(
    fc.property(anyText, anyText, (text, between) => {
      const first = score(text)
      score(between)
      expect(score(text)).toEqual(first)
      expect(first.every((p) => p >= 0 && p <= 1)).toBe(true)
    }),
  )
})

test('an explanation stands on character boundaries of the text, and names each stretch once', () => {
  fc.assert(
    fc.property(anyText, fc.constantFrom(0, 1), (text, label) => {
      let covered = 0
      for (const { span, weight } of model.explain(text, label)) {
        const [start, end] = span
        expect(weight).not.toBe(0)
        expect(0 <= start && start < end && end <= text.length).toBe(true)
        for (const at of [start, end])
          expect(/^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1))).toBe(false)
        covered += end - start
      }
      expect(covered).toBeLessThanOrEqual(3 * text.length)
    }),
  )
})

test('the stretch that carried the score is the one that is known', () => {
  const text = '오늘 날씨는 😀 바보 멍청이'
  const [first] = model.explain(text, 0)
  expect(text.slice(...first!.span)).toContain('바보')
  expect(first!.weight).toBeGreaterThan(0)
  for (const { span } of model.explain(text, 1)) expect(text.slice(...span)).not.toMatch(/[바보멍청]/)
})

test('of two labels that exclude each other, what speaks for one speaks against the other', () => {
  const both = smallModel({ '바보 멍청이': 'rude' })
  const two = serveTextModel({
    ...both,
    labels: ['kind', 'rude'],
    multiLabel: false,
    thresholds: Float32Array.of(1, 1),
  })
  const weights = [0, 1].map((label) => two.explain('바보', label)[0]!.weight)
  expect(weights[0]).toBe(-weights[1]!)
  expect(weights[1]).toBeGreaterThan(0)
})

test('a label that is not there has no explanation', () => {
  expect(model.explain('바보', -1)).toEqual([])
  expect(model.explain('바보', 9)).toEqual([])
})

test('long and hostile texts are scored', () => {
  const all = Array.from({ length: 0x110000 }, (_, point) => String.fromCodePoint(point)).join('')
  for (const text of [
    '',
    '바'.repeat(1_000_000),
    'ㅂㅏ'.repeat(200_000),
    'ﷺ'.repeat(50_000),
    '\u0301'.repeat(10_000),
    all,
  ])
    expect(score(text).every((p) => p >= 0 && p <= 1)).toBe(true)
})

test('a known word far into a long text counts, wherever blocks are cut', () => {
  const alone = score('x')[0]!
  for (const length of [2040, 2044, 2046, 2047, 2048, 2050, 9000])
    expect(score(`${'q'.repeat(3)} ${'zx'.repeat(length / 2)} 멍청이`)[0]).toBeGreaterThan(alone)
})
