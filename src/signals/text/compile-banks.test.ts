import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileBanks } from './compile-banks.ts'
import { createMatcher } from './create-matcher.ts'
import { maskSpans } from './mask-spans.ts'
import { normalise } from './normalise.ts'
import type { TermBank } from './term-bank.ts'

const bank = (terms: TermBank['terms'], more: Partial<TermBank> = {}): TermBank => ({
  name: 'bank',
  language: 'en',
  match: 'substring',
  terms,
  except: [],
  ...more,
})
const find = (banks: readonly TermBank[], raw: string): string[] =>
  compileBanks(banks)
    .matcher.scan(normalise(raw))
    .map(({ bank, term }) => `${bank}/${term}`)

test('tells what cannot be looked for, and looks for the rest', () => {
  const odd = [
    '',
    '\u200b',
    'x',
    'X',
    ' ',
    'troll',
    'TROLL',
    'y'.repeat(300),
    'z'.repeat(1_000_000),
    '(a+)+$',
    '똥',
  ]
  const { problems, tables, matcher } = compileBanks([bank(odd, { except: ['', 'trolley'] })])
  expect(problems.map(({ list, index, code }) => `${list} ${index} ${code}`)).toEqual([
    'terms 0 empty',
    'terms 1 empty',
    'terms 2 too-short',
    'terms 3 too-short',
    'terms 4 empty',
    'terms 6 duplicate',
    'terms 7 too-long',
    'terms 8 too-long',
    'except 0 empty',
  ])
  expect(tables.patterns.forms).toEqual(['troll', '(a+)+$', '똥', 'trolley'])
  expect(matcher.scan(normalise('a troll, (A+)+$ 똥개'))).toHaveLength(3)
  expect(Math.max(...problems.map(({ message }) => message.length))).toBeLessThan(200)
})

test('a term carries its own policy and match, or those of its bank', () => {
  const banks = [bank(['noob', { term: 'ez', match: 'word', policy: 'p.two' }], { policy: 'p.one' })]
  const { matcher } = compileBanks(banks)
  expect(
    matcher.scan(normalise('noobs are ez, breezy')).map(({ policy, span }) => [policy, ...span]),
  ).toEqual([
    ['p.one', 0, 4],
    ['p.two', 10, 12],
  ])
})

test('an exception frees only what lies within it, and only in its own bank', () => {
  const one = bank(['troll'], { name: 'one', except: ['trolley'] })
  const two = bank(['troll'], { name: 'two' })
  expect(find([one, two], 'trolley')).toEqual(['two/troll'])
  expect(find([one], 'troll and trolley, troll')).toEqual(['one/troll', 'one/troll'])
  expect(find([one], 'T-R-O-L-L-E-Y')).toEqual([])
  expect(find([bank(['lleyx'], { except: ['trolley'] })], 'trolleyx')).toEqual(['bank/lleyx'])
})

test('a bank of known-good frees in every bank and finds nothing itself', () => {
  const good = bank(['trolley'], { name: 'good', negative: true })
  expect(find([bank(['troll']), good], 'trolley troll')).toEqual(['bank/troll'])
})

test('words apart by spaces are joined only where the bank allows it', () => {
  expect(find([bank(['멍청'], { language: 'ko' })], '야 멍 청 아')).toEqual(['bank/멍청'])
  expect(find([bank(['멍청'], { language: 'ko', spaced: false })], '야 멍 청 아')).toEqual([])
  expect(find([bank([{ term: '멍청', spaced: false }])], '야 멍 청 아')).toEqual([])
})

test('a term written in split syllables names that disguise only', () => {
  expect(find([bank(['ㄴㅏ쁜'])], '나쁜 ㄴㅏ쁜')).toEqual(['bank/ㄴㅏ쁜'])
  expect(find([bank(['㉯쁜'])], '나쁜')).toEqual([])
  expect(find([bank(['나쁜'])], 'ㄴㅏ쁜')).toEqual(['bank/나쁜'])
})

test('the same term in two banks is found for both', () => {
  expect(find([bank(['noob'], { name: 'a' }), bank(['noob'], { name: 'b' })], 'n00b').sort()).toEqual([
    'a/noob',
    'b/noob',
  ])
})

test('tables survive being sent to another thread', () => {
  const { tables } = compileBanks([bank(['noob', '바보'])])
  const again = createMatcher(structuredClone(tables))
  expect(again.scan(normalise('n o o b 바보')).map(({ term }) => term)).toEqual(['noob', '바보'])
})

const TERMS = [
  'noob',
  'loser',
  'dunce',
  'idiot',
  '멍청이',
  '바보',
  'ㅂㅅ',
  '똥개새',
  'booo',
  '2fast',
  'go away',
  'ﬁb',
]
const PIECES = [
  ...'nobluserdcity10.-_ *@\u200b\u0336가',
  '멍',
  '청',
  '이',
  '바',
  '보',
  'ㅂ',
  'ㅅ',
  'ㅏ',
  'ㅗ',
  '😀',
  '\ud83d',
  'ﬁ',
  ...TERMS,
]
const text = fc.array(fc.constantFrom(...PIECES), { maxLength: 25 }).map((pieces) => pieces.join(''))

test('what is found is found in its own stretch of the raw text, alone', () => {
  const { matcher } = compileBanks([bank(TERMS), bank(TERMS, { name: 'words', match: 'word' })])
  let hits = 0
  fc.assert(
    fc.property(text, (raw) => {
      for (const hit of matcher.scan(normalise(raw))) {
        hits++
        const alone = matcher.scan(normalise(raw.slice(...hit.span)))
        expect(alone.map(({ bank, term }) => `${bank} ${term}`)).toContain(`${hit.bank} ${hit.term}`)
      }
    }),
    { numRuns: 5000 },
  )
  expect(hits).toBeGreaterThan(1000)
})

test('a masked text holds the term no more', () => {
  let masked = 0
  for (const term of TERMS.filter((term) => term !== 'ﬁb')) {
    const { matcher } = compileBanks([bank([term])])
    fc.assert(
      fc.property(text, (raw) => {
        const hits = matcher.scan(normalise(raw))
        if (hits.length > 0) masked++
        const after = maskSpans(
          raw,
          hits.map(({ span }) => [span[0], span[1]]),
        )
        expect(matcher.scan(normalise(after))).toEqual([])
        if (hits.length === 0) expect(after).toBe(raw)
      }),
      { numRuns: 500 },
    )
  }
  expect(masked).toBeGreaterThan(200)
})

test('nested terms in a long text come to an end', () => {
  const nested = Array.from({ length: 120 }, (_, i) => 'ab'.repeat(i + 1))
  const { matcher } = compileBanks([bank(nested, { except: ['babab'] })])
  expect(matcher.scan(normalise('ab'.repeat(50_000))).length).toBeGreaterThan(49_000)
})
