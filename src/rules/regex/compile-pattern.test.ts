import * as fc from 'fast-check'
import { RE2JS } from 're2js'
import { expect, test } from 'vitest'
import { compilePattern } from './compile-pattern.ts'
import { parsePattern } from './parse-pattern.ts'

test.each<[string, string, boolean]>([
  ['', 'x', true],
  ['^$', '', true],
  ['^a.c$', 'abc', true],
  ['^a.c$', 'a\nc', false],
  ['(?s)^a.c$', 'a\nc', true],
  ['(?i)HeLLo', 'say hello', true],
  ['(?i)straße', 'STRAẞE', true],
  ['(?i)k', '\u212a', true],
  ['(?i)σ', 'ς', true],
  ['a(?i)b', 'aB', true],
  ['(?:a(?i)b)c', 'aBC', false],
  ['\\bcat\\b', 'a cat.', true],
  ['\\bcat\\b', 'concat', false],
  ['\\Bcat', 'concat', true],
  ['(?m)^b$', 'a\nb\nc', true],
  ['^b$', 'a\nb\nc', false],
  ['\\p{Hangul}{2}', 'ab한글', true],
  ['\\p{Hangul}{3}', 'ab한글', false],
  ['^\\P{Hangul}+$', 'abc', true],
  ['^[^a]$', '😬', true],
  ['^.$', '😬', true],
  ['^..$', '😬', false],
  ['^.$', '\ud800', true],
  ['[😀-😿]', 'x😬', true],
  ['\\x{1F62C}', '😬', true],
  ['^[[:alpha:]_-]+$', 'ab_-', true],
  ['^[]a]+$', ']a', true],
  ['a{2,3}', 'xaab', true],
  ['^a{2,3}$', 'aaaa', false],
  ['a{,3}', 'a{,3}', true],
  ['\\Qa.b\\E', 'a.b', true],
  ['\\Qa.b\\E', 'axb', false],
  ['(a*)*b', 'aaab', true],
  ['(?P<year>\\d{4})-(?<month>\\d\\d)', 'on 2026-11', true],
  ['https?://[^\\s/]+\\.(ru|xyz)', 'see http://a.b.xyz now', true],
])('%s on %j: %s', (pattern, text, expected) => {
  expect(compilePattern(pattern).test(text)).toBe(expected)
  expect(RE2JS.compile(pattern).matcher(text).find()).toBe(expected)
})

test.each([
  '(',
  ')',
  'a**',
  '[b-a]',
  '\\1',
  '(?=a)',
  '(?<!a)b',
  '(?>a)',
  'a++',
  '\\pX',
  '[[:nope:]]',
  'a{1001}',
  'a{3,2}',
  '*',
  '\\',
  '(?z)',
  '\\k',
  '((a{100}){100}){100}',
  'x'.repeat(5000),
  '('.repeat(200),
])('%s is refused with a way out', (pattern) => {
  const parsed = parsePattern(pattern)
  expect(parsed).toMatchObject({ ok: false })
  expect(parsed.ok ? '' : parsed.wayOut).not.toBe('')
})

/** Patterns of every construct, with letters few enough to match often. */
const { pattern } = fc.letrec<{ pattern: string; atom: string; part: string }>((tie) => ({
  atom: fc.oneof(
    {
      weight: 6,
      arbitrary: fc.constantFrom(
        'a',
        'b',
        'é',
        '글',
        '😬',
        '.',
        '\\d',
        '\\W',
        '\\s',
        '[ab]',
        '[^a]',
        '[a-é]',
        '\\p{L}',
        '\\b',
        '\\B',
        '^',
        '$',
        '(?i)',
        '(?m)',
        '(?s)',
        '\\n',
      ),
    },
    { weight: 1, arbitrary: tie('pattern').map((inner) => `(${inner})`) },
    { weight: 1, arbitrary: tie('pattern').map((inner) => `(?i:${inner})`) },
  ),
  part: fc
    .tuple(tie('atom'), fc.constantFrom('', '', '', '*', '+', '?', '{2}', '{1,3}', '*?', '{2,}'))
    .map(([atom, count]) => (/^\(\?[ims]\)$/.test(atom) ? atom : atom + count)),
  pattern: fc.oneof(
    {
      weight: 3,
      arbitrary: fc.array(tie('part'), { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    },
    { weight: 1, arbitrary: fc.tuple(tie('pattern'), tie('pattern')).map((both) => both.join('|')) },
  ),
}))
const text = fc
  .array(fc.constantFrom('a', 'b', 'A', 'É', 'é', '글', '😬', '1', ' ', '\n', '_'), { maxLength: 8 })
  .map((all) => all.join(''))

test('it agrees with RE2 on any pattern and text', () => {
  fc.assert(
    fc.property(pattern, text, (source, input) => {
      const parsed = parsePattern(source)
      let oracle: boolean
      try {
        oracle = RE2JS.compile(source).matcher(input).find()
      } catch {
        expect(parsed.ok).toBe(false)
        return
      }
      // RE2 allows more steps than a rule may have.
      if (!parsed.ok) expect(parsed.problem).toContain('steps, and 2000 are allowed')
      else expect(compilePattern(source).test(input)).toBe(oracle)
    }),
    { numRuns: 1500 },
  )
})

test('no text makes the reader fail otherwise than with a problem', () => {
  const soup = fc
    .array(
      fc.constantFrom(
        '(',
        ')',
        '[',
        ']',
        '{',
        '}',
        '?',
        '*',
        '+',
        '|',
        '\\',
        '^',
        '$',
        '-',
        ':',
        'p',
        'P',
        'Q',
        'E',
        'x',
        '1',
        ',',
        '<',
        '=',
        '!',
        'i',
        '😬',
        '\ud800',
      ),
      { maxLength: 15 },
    )
    .map((all) => all.join(''))
  fc.assert(
    fc.property(soup, (source) => {
      if (parsePattern(source).ok) compilePattern(source).test('aé😬\n')
    }),
    { numRuns: 3000 },
  )
})

test('a pattern whose automaton explodes goes on within the bound of its table', () => {
  // 2^14 states: whether each of the last 14 letters was an "a".
  const explosive = compilePattern('(a|b)*a(a|b){14}c')
  let seed = 7
  const random = Array.from({ length: 30_000 }, () => {
    seed = (seed * 1103515245 + 12345) & 0x7fffffff
    return seed & 0x10000 ? 'a' : 'b'
  }).join('')
  expect(explosive.test(random)).toBe(false)
  expect(explosive.test(`${random}a${'b'.repeat(14)}c`)).toBe(true)
  expect(explosive.test(`${random}a${'b'.repeat(14)}`)).toBe(false)
})
