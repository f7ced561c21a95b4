import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { checkCondition } from './check-condition.ts'
import { frameOf, scopeOf, sourceOf } from './condition.fixture.ts'
import { evaluate, UnknownValue } from './evaluate.ts'
import { findUnasked } from './find-unasked.ts'

const scope = scopeOf({
  features: { a: 'int?', b: 'int?', flag: 'bool?', n: 'int', tags: 'map<int>?' },
  signals: { score: { kind: 'double' } },
  derived: { twice: 'a * 2', fine: 'has(data.a) && a > 1', sum: 'a + b' },
})

function unasked(text: string): string[] {
  const { ir } = checkCondition(sourceOf(text), scope)
  if (ir === undefined) throw new Error(`"${text}" does not check`)
  return findUnasked(ir).map(({ feature, at, through }) => {
    const where = text.slice(at[0], at[1])
    return through === undefined ? `${feature}` : `${feature} by ${through} at ${where}`
  })
}

test.each<[string, string[]]>([
  ['a > 1', ['a']],
  ['n > 1 && a > 1', ['a']],
  ['n > 1 || flag', ['flag']],
  ['a > 1 && a < 5 && b > 1', ['a', 'b']],
  ['twice > 2', ['a by twice at twice']],
  ['n > 1 && sum > 2 && has(data.a)', ['b by sum at sum']],
  ['has(data.a) || a > 1', ['a']],
  ['!has(data.b) && (n > 1 || b > 1)', ['b']],
  ['(has(data.a) || n > 1) && a > 1', ['a']],
  ['has(data.a) && n > 1 || a > 1', ['a']],
  ['has(data.a) ? b > 1 : a > 1', ['b', 'a']],
  ['has(tags.x) && tags.x > 1', ['tags']],
])('%s has not asked for %j', (text, expected) => {
  expect(unasked(text)).toEqual(expected)
})

test.each([
  'has(data.a) && a > 1',
  'a > 1 && n > 1 && has(data.a)',
  '!has(data.a) || a > 1',
  '!(has(data.a) && a > 1)',
  '!(has(data.a) && n > 1) || a > 1',
  '!(has(data.flag) && flag)',
  'has(data.a) ? a > 1 : n > 1',
  'has(data.a) && (n > 1 || a > 1 && n < 5)',
  'has(twice) && twice > 2',
  'has(sum) && a > 1 && b > 1',
  'fine',
  'fine && a < 9',
  '(has(data.a) && n > 1 || n > 2 && has(data.a)) && a > 1',
  '!(!has(data.a) || n > 1) && a > 1',
  'score > 0.5',
  'actor == "account:u1"',
  'has(data.tags) && has(tags.x)',
])('%s has asked', (text) => {
  expect(unasked(text)).toEqual([])
})

test('a condition that has asked for everything is never unknown for want of a feature', () => {
  const leaf = fc.constantFrom('a > 1', 'flag', 'n > 1', 'has(data.a)', 'has(data.flag)', 'fine', 'twice > 2')
  const { text } = fc.letrec<{ text: string }>((tie) => ({
    text: fc.oneof(
      { maxDepth: 3 },
      leaf,
      tie('text').map((one) => `!(${one})`),
      fc.array(tie('text'), { minLength: 2, maxLength: 3 }).map((all) => `(${all.join(' && ')})`),
      fc.array(tie('text'), { minLength: 2, maxLength: 3 }).map((all) => `(${all.join(' || ')})`),
      fc.tuple(tie('text'), tie('text'), tie('text')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    ),
  }))
  const maybe = <T>(one: fc.Arbitrary<T>) => fc.option(one, { nil: undefined })
  const data = fc.record({
    a: maybe(fc.constantFrom(0, 2)),
    flag: maybe(fc.boolean()),
    n: fc.constantFrom(0, 2),
  })
  let asked = 0
  fc.assert(
    fc.property(text, fc.array(data, { minLength: 8, maxLength: 8 }), (condition, events) => {
      const { ir } = checkCondition(sourceOf(condition), scope)
      if (ir === undefined || findUnasked(ir).length > 0) return
      asked++
      for (const one of events) expect(evaluate(ir, frameOf({ data: one }))).not.toBeInstanceOf(UnknownValue)
    }),
    { numRuns: 2000 },
  )
  expect(asked).toBeGreaterThan(100)
})
