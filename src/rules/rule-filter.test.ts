import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Value } from '../core/value.ts'
import { checkCondition } from './check-condition.ts'
import { compileRows } from './compile-rows.ts'
import { frameOf, scopeOf, sourceOf } from './condition.fixture.ts'
import { evaluate, UnknownValue } from './evaluate.ts'
import { filterTests } from './filter-tests.ts'
import type { Ir } from './ir.ts'
import { RuleFilter } from './rule-filter.ts'

const scope = scopeOf({
  features: {
    age: 'int?',
    level: 'int',
    score: 'double?',
    new_here: 'bool?',
    kind: 'string?',
    text: 'string',
  },
})

const whole = fc.integer({ min: -3, max: 40 })
const part = fc.oneof(
  fc.tuple(fc.constantFrom('age', 'level'), fc.constantFrom('<', '<=', '>', '>=', '==', '!='), whole),
  fc.tuple(
    fc.constant('score'),
    fc.constantFrom('<', '<=', '>', '>='),
    fc.constantFrom('0.5', '-1.0', '7.25'),
  ),
  fc.tuple(fc.constant('kind'), fc.constant('=='), fc.constantFrom('"a"', '"b"', '"c"')),
  fc.tuple(fc.constant('age'), fc.constant('in'), fc.constantFrom('[1, 2, 3]', '[7]')),
  fc.constantFrom(['new_here'], ['!new_here'], ['new_here == true'], ['text.contains("x")']),
  fc.constantFrom(
    ['!(age < 5)'],
    ['!(score < 0.5)'],
    ['(kind == "a" || kind == "d")'],
    ['(age < 2 || level > 30)'],
  ),
)
const condition = fc
  .array(part, { minLength: 1, maxLength: 4 })
  .map((parts) => parts.map((one) => one.join(' ')).join(' && '))

/** A condition that could never be true is refused by the checker, so not every text gives one. */
const rules = fc
  .array(condition, { minLength: 250, maxLength: 320 })
  .map((texts) =>
    texts.map((text) => checkCondition(sourceOf(text), scope).ir).filter((ir) => ir !== undefined),
  )

const data = fc.record({
  age: fc.option(whole, { nil: undefined }),
  level: whole,
  score: fc.option(fc.constantFrom(0.5, -1, 7.25, 3, Number.NaN, Infinity, -0), { nil: undefined }),
  new_here: fc.option(fc.boolean(), { nil: undefined }),
  kind: fc.option(fc.constantFrom('a', 'b', 'd', '__proto__'), { nil: undefined }),
  text: fc.constantFrom('x', 'y'),
})

/** What the exact evaluator says of each rule. */
function outcomes(irs: readonly Ir[], values: Record<string, Value>): { fired: number[]; unknown: number[] } {
  const frame = frameOf({ data: values })
  const results = irs.map((ir) => evaluate(ir, frame))
  const where = (holds: (result: unknown) => boolean) => results.flatMap((one, i) => (holds(one) ? [i] : []))
  return { fired: where((one) => one === true), unknown: where((one) => one instanceof UnknownValue) }
}

function run(program: ReturnType<typeof compileRows>, values: Record<string, Value>) {
  const frame = frameOf({ data: values, rules: 400 })
  program.run(frame)
  return {
    fired: [...frame.fired.subarray(0, frame.firedCount)],
    unknown: [...frame.unknown.subarray(0, frame.unknownCount)],
  }
}

test('a filtered rule set comes to what each rule alone comes to, in the same order', () => {
  fc.assert(
    fc.property(rules, fc.array(data, { minLength: 12, maxLength: 12 }), (irs, events) => {
      const program = compileRows(irs, scope)
      for (const values of events) expect(run(program, values)).toEqual(outcomes(irs, values))
    }),
    { numRuns: 25 },
  )
})

test('a program made from the one before it judges like one made anew', () => {
  fc.assert(
    fc.property(rules, condition, fc.nat(), fc.array(data, { minLength: 5 }), (irs, other, at, events) => {
      const before = compileRows(irs, scope)
      for (const values of events) run(before, values)
      const changed = checkCondition(sourceOf(other), scope).ir
      const next = changed === undefined ? irs.slice(1) : irs.with(at % irs.length, changed)
      const after = compileRows(next, scope, before)
      for (const values of events) expect(run(after, values)).toEqual(outcomes(next, values))
    }),
    { numRuns: 20 },
  )
})

test('rules that an event rules out by its features are not kept', () => {
  const irs = Array.from(
    { length: 320 },
    (_, i) => checkCondition(sourceOf(i % 2 ? `level > ${i}` : `kind == "k${i}"`), scope).ir!,
  )
  const filter = new RuleFilter(irs)
  const kept = (values: Record<string, Value>) => {
    const words = filter.possibleFor(values)
    return irs.flatMap((_, i) => (words[i >> 5]! & (1 << (i & 31)) ? [i] : []))
  }
  expect(kept({ level: -5, kind: 'other' })).toEqual([])
  expect(kept({ level: 1000, kind: 'other' })).toEqual(irs.flatMap((_, i) => (i % 2 ? [i] : [])))
  expect(kept({ kind: 'other' })).toEqual(irs.flatMap((_, i) => (i % 2 ? [i] : [])))
  // Values share rows: those of k2 and of a few others are kept, and no more.
  expect(kept({ level: -5, kind: 'k2' })).toContain(2)
  expect(kept({ level: -5, kind: 'k2' }).length).toBeLessThan(5)
})

test('two tests of one feature become one', () => {
  const tests = filterTests(checkCondition(sourceOf('level > 3 && level < 9 && kind == "a"'), scope).ir!)
  expect(tests.map(({ property, domain }) => [property, domain.kind])).toEqual([
    ['level', 'range'],
    ['kind', 'only'],
  ])
})

test('what reads no feature alone asks nothing', () => {
  for (const text of ['age < 2 || level > 30', 'text.contains("x")', 'age != 4', 'level > age'])
    expect(filterTests(checkCondition(sourceOf(text), scope).ir!)).toEqual([])
})
