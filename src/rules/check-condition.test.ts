import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { oneLine } from '../core/diagnostic.ts'
import { checkCondition, checkExpression } from './check-condition.ts'
import { scopeOf, sourceOf } from './condition.fixture.ts'
import { COST_CEILING } from './estimate-cost.ts'

const scope = scopeOf({
  features: {
    text: 'string',
    age: 'int',
    score: 'double',
    links: 'int?',
    tags: 'list<string>',
    at: 'timestamp',
    flag: 'bool',
    world_name: 'string',
  },
  signals: { insults: { kind: 'object', name: 'terms', fields: { count: { kind: 'int' } } } },
  derived: { account_age: 'event.time - at', broken: 'txet == ""', a: 'b + 1', b: 'a + 1' },
})
const check = (text: string) => checkCondition(sourceOf(text), scope)
const codes = (text: string) => check(text).diagnostics.map(({ severity, code }) => `${severity} ${code}`)

test.each<[string, string, RegExp]>([
  ['txet == "a"', 'unknown-name', /did you mean "text"/],
  ['insults.cuont > 1', 'unknown-field', /did you mean "count"/],
  ['data.txt == ""', 'unknown-field', /did you mean "text"/],
  ['age < "7"', 'type-mismatch', /write 7 without quotes/],
  ['account_age < 24', 'type-mismatch', /duration\('24h'\)/],
  [
    'text.containz("a")',
    'unknown-function',
    /did you mean "contains"\? It is called as string\.contains\(string\) -> bool/,
  ],
  ['text.length() > 3', 'unknown-function', /size\(\)/],
  ['text.contains(7)', 'wrong-arguments', /string\.contains\(string\) -> bool/],
  ['text.matches("(a")', 'bad-pattern', /add \)/],
  ["text.matches(r'(?=a)')", 'bad-pattern', /join two conditions/],
  ["text.matches(r'(a)\\1')", 'bad-pattern', /signal/],
  ['text.matches("((a{100}){100}){100}")', 'bad-pattern', /count less/],
  ['text.matches(world_name)', 'pattern-not-constant', /contains\(\)/],
  ['age < 7 && age > 9', 'contradiction', /join them with \|\|/],
  ['text == "x" && text == "y"', 'contradiction', /\|\|/],
  ['text.size() < 0', 'never-true', /another value/],
  ['flag && !flag', 'contradiction', /./],
  ['false', 'never-true', /remove the rule/],
  ['!(age < 7 || age > 3)', 'never-true', /remove the rule/],
  ['text.startsWith("a") && text.startsWith("b")', 'contradiction', /./],
  ['text == "abc" && text.contains("z")', 'contradiction', /./],
  ['(age < 3 || age > 9) && age == 5', 'contradiction', /./],
  ['!has(data.links) && links > 3', 'contradiction', /./],
  ['age in [1, 2] && age > 2', 'contradiction', /./],
  ['age / 0 > 1', 'division-by-zero', /divide by something else/],
  ['age % 0 > 1', 'division-by-zero', /divide by something else/],
  ['[1, 2][2] == age', 'index-outside', /from 0 to 1/],
  ['age = 7', 'not-cel', /write == instead/],
  ['flag and age > 7', 'not-cel', /write && instead/],
  ['flag or age > 7', 'not-cel', /write \|\| instead/],
  ['not flag', 'not-cel', /write ! instead/],
  ['not (age > 7)', 'not-cel', /write ! instead/],
  ['age', 'not-bool', /write age > 0/],
  ['target == "u1"', 'not-an-entity', /kind:id/],
  ['actor == "room:r1"', 'not-an-entity', /account:u1/],
  ['at > timestamp("yesterday")', 'bad-constant', /timestamp\('2026/],
  ['account_age > duration("1d")', 'bad-constant', /no days/],
  ['age + 1.5 > 2.0', 'type-mismatch', /double\(\) or int\(\)/],
  ['score + 1 > 2.0', 'type-mismatch', /write 1\.0/],
  ['text == null', 'type-mismatch', /has\(data\.name\)/],
  ['broken', 'broken-derived', /mend/],
  ['a > 1', 'broken-derived', /./],
  ['text == "a', 'unterminated-string', /close it/],
  ['9007199254740993 > age', 'int-range', /double/],
  ['', 'empty', /write one/],
  ['text == b"a"', 'unsupported', /strings/],
  ['tags.all(a, tags.all(b, tags.all(c, a == c)))', 'too-dear', /nest fewer/],
  ['False', 'unknown-name', /write false/],
])('%s is refused as %s', (text, code, wayOut) => {
  const { ir, diagnostics } = check(text)
  expect(ir).toBeUndefined()
  const found = diagnostics.find((one) => one.severity === 'error' && one.code === code)
  expect(found, diagnostics.map(oneLine).join('\n')).toBeDefined()
  expect(found!.wayOut).toMatch(wayOut)
})

test.each<[string, string]>([
  ['age < 7 || age >= 5', 'always-true'],
  ['text.size() >= 0', 'always-true'],
  ['age > 5 && age > 3', 'redundant'],
  ['flag && flag', 'redundant'],
  ['text == "a" || (age < 7 && age > 9)', 'contradiction'],
  ['event.time.getHours() > 23 || flag', 'never-true'],
  ['1 < 2 && flag', 'always-true'],
])('%s is warned of as %s', (text, code) => {
  const { ir, diagnostics } = check(text)
  expect(diagnostics.map((one) => `${one.severity} ${one.code}`)).toEqual([`warning ${code}`])
  expect(ir).toBeDefined()
})

test.each([
  'true',
  'age < 7 || age > 9',
  'score < 7.0 || score >= 7.0',
  'text == "a" || text == "b"',
  'age > 3 && age < 9 && age != 5',
  "tags.exists(t, t.matches(r'\\d+'))",
  'has(data.links) && links > 3',
  'actor in ["account:u1", "account:u2"]',
  'score > 1 && age < 2.5',
  'target.id == "x"',
  'flag == true',
])('%s is sound', (text) => {
  expect(codes(text)).toEqual([])
})

test('every mistake of a condition is reported, with the types and the places where the names were declared', () => {
  const { diagnostics } = check('txet == "a" && age < "7" || text.containz("x")')
  expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-name', 'type-mismatch', 'unknown-function'])
  expect(diagnostics[1]!.message).toBe('"<" does not take int and string')
  expect(diagnostics[1]!.place).toMatchObject({ line: 1, column: 16, endColumn: 25 })
  expect(diagnostics[1]!.related).toEqual([
    { message: '"age" is declared here as int', place: { file: 'haechi.yaml', line: 2, column: 7 } },
  ])
})

test('the checked form survives JSON, and names what it uses', () => {
  const { ir, names, cost } = check('account_age > duration("1h") && insults.count > 0 && data.text != ""')
  expect(JSON.parse(JSON.stringify(ir))).toEqual(ir)
  expect(names).toEqual(expect.arrayContaining(['account_age', 'at', 'insults', 'text']))
  expect(cost).toBeGreaterThan(0)
  expect(cost).toBeLessThan(COST_CEILING)
})

test('an expression has the type of its value', () => {
  expect(checkExpression(sourceOf('event.time - at'), scope).type).toEqual({ kind: 'duration' })
  expect(checkExpression(sourceOf('tags.map(t, t.size())'), scope).type).toEqual({
    kind: 'list',
    of: { kind: 'int' },
  })
})

test.each([
  '('.repeat(10_000),
  '!'.repeat(10_000),
  '-'.repeat(10_000),
  `age${' + 1'.repeat(4000)} > 0`,
  `text${'.trim()'.repeat(2000)} == ""`,
  '['.repeat(10_000),
  `flag${' ? flag'.repeat(2000)}`,
  'flag ? '.repeat(2500),
  'x'.repeat(30_000),
  '{"a":'.repeat(3000),
  'tags.all(a,'.repeat(1500),
  '!('.repeat(5000),
  `${'-('.repeat(100)}${'!('.repeat(100)}`,
])('deep or long input is refused, not overflowed (%#)', (text) => {
  const { ir, diagnostics } = check(text)
  expect(ir).toBeUndefined()
  expect(diagnostics.length).toBeGreaterThan(0)
})

test('a thousand alternatives are no deep nesting', () => {
  expect(codes(Array.from({ length: 1000 }, (_, i) => `age == ${i}`).join(' || '))).toEqual([])
})

const TOKENS = [
  'age',
  'text',
  'tags',
  'insults',
  '.count',
  '.',
  '(',
  ')',
  '[',
  ']',
  '{',
  '}',
  ',',
  ':',
  '?',
  '==',
  '=',
  '!=',
  '<',
  '>=',
  '&&',
  '||',
  '!',
  '-',
  '+',
  '*',
  '/',
  '%',
  'in',
  'has',
  'all(x,',
  'exists(x,',
  'map',
  'x',
  '1',
  '0',
  '2.5',
  '"a"',
  "'",
  '"',
  'true',
  'null',
  'and',
  'not',
  'matches("[")',
  'size()',
  '.matches("a+")',
  'data',
  'event',
  '`',
  '\\',
  '😬',
  '\ud800',
  '__proto__',
  'constructor',
  '.constructor',
  'toString()',
  'duration("1h")',
  '//',
  '\n',
]

test('no text at all makes the checker fail', () => {
  const soup = fc.array(fc.constantFrom(...TOKENS), { maxLength: 25 }).map((tokens) => tokens.join(' '))
  fc.assert(
    fc.property(fc.oneof(fc.string({ unit: 'binary' }), soup), (text) => {
      const { ir, diagnostics } = check(text)
      expect(ir !== undefined || diagnostics.some(({ severity }) => severity === 'error')).toBe(true)
      for (const { place } of diagnostics) expect(place.line).toBeGreaterThan(0)
    }),
    { numRuns: 3000 },
  )
})
