import * as fc from 'fast-check'
import type { EntityRef } from '../core/entity.ts'
import type { Value } from '../core/value.ts'
import { checkExpression } from './check-condition.ts'
import { frameOf, scopeOf, sourceOf } from './condition.fixture.ts'
import type { Frame } from './frame.ts'
import type { Ir } from './ir.ts'

/** Few features and few constants, so that what is said of one of them often meets what is said elsewhere. */
export const SIMPLE_SCOPE = scopeOf({
  features: { i: 'int', j: 'int?', d: 'double?', s: 'string', t: 'string?', f: 'bool?', at: 'timestamp?' },
  derived: { twice: 'j * 2', young: 'i < 3', short: 's.size() < 3 && has(data.t)', age: 'event.time - at' },
  labels: { good: 'any', bad: 'any' },
})

const order = fc.constantFrom('<', '<=', '>', '>=', '==', '!=')
const int = fc.constantFrom('0', '1', '2', '3')
const text = fc.constantFrom("''", "'a'", "'ab'", "'b'", "'ba'", "'😬a'")
const word = fc.constantFrom('s', 't', 's.lowerAscii()')
const join = (...parts: fc.Arbitrary<string>[]) => fc.tuple(...parts).map((all) => all.join(' '))

/** One comparison. */
export const simpleLeaf = fc.oneof(
  join(fc.constantFrom('i', 'j', 'twice', 's.size()', 't.size()', 'i % 2'), order, int),
  join(fc.constantFrom('d', 'd / 0.0', 'math.abs(d / d)'), order, fc.constantFrom('0.0', '1.0', '2', '-1.0')),
  join(word, fc.constantFrom('==', '!='), text),
  join(word, fc.constantFrom("in ['a', 'b']", "in ['ab', 'ba', '']")),
  fc
    .tuple(word, fc.constantFrom('startsWith', 'endsWith', 'contains'), text)
    .map(([a, b, c]) => `${a}.${b}(${c})`),
  fc.constantFrom('f', 'young', 'short', 'has(data.t)', 'has(data.j)', 'has(twice)', 'has(age)'),
  fc.constantFrom("actor.labels.has('good')", "actor.labels.has('bad')", 'has(actor)'),
  fc.constantFrom('i < j', 'j <= i', 'i == j', 'd > 1.0 / d', "s.matches('^a+$')", 'age > duration("1h")'),
  fc.constantFrom(
    "s.split('').exists(x, x == 'a')",
    "s.split('').exists(y, y == 'a')",
    'f == false',
    'i in [1, 3]',
  ),
)

/** Conditions that mostly lie in the fragment that is decided, and reach a little beyond. */
export const { simpleCondition } = fc.letrec<{ simpleCondition: string }>((tie) => ({
  simpleCondition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    simpleLeaf,
    simpleLeaf.map((one) => `!(${one})`),
    fc.array(tie('simpleCondition'), { minLength: 2, maxLength: 4 }).map((all) => `(${all.join(' && ')})`),
    fc.array(tie('simpleCondition'), { minLength: 2, maxLength: 3 }).map((all) => `(${all.join(' || ')})`),
    tie('simpleCondition').map((one) => `!(${one})`),
  ),
}))

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const number = fc.constantFrom(-1, 0, 1, 2, 3, 4)
const chars = fc.constantFrom('', 'a', 'ab', 'b', 'ba', '😬a', 'aab', 'A', 'abc')

/** Events of that scope, with what is missing, NaN and zeros of either sign. */
const simpleEvent = fc.record({
  data: fc.record<Record<string, Value>>({
    i: number,
    j: maybe(number),
    d: maybe(fc.constantFrom(0, -0, 1, 0.5, 2, -1, Number.NaN, Infinity)),
    s: chars,
    t: maybe(chars),
    f: maybe(fc.boolean()),
    at: maybe(fc.constantFrom(0, Date.UTC(2026, 10, 23, 8, 30))),
  }),
  actor: maybe(fc.constant('account:u1' as EntityRef)),
  labels: fc.subarray(['account:u1 good', 'account:u1 bad']),
})

/** Frames of many such events: claims are few, so each can be held against all of them. */
export const simpleFrames = (): Frame[] =>
  fc
    .sample(simpleEvent, { numRuns: 400, seed: 7 })
    .map(({ data, actor, labels }) => frameOf({ data, event: { actor }, labels }))

/** A condition checked as an expression, so that one that is never true is not refused. */
export function simpleIr(text: string): { ir: Ir | undefined; codes: readonly string[] } {
  const { ir, diagnostics } = checkExpression(sourceOf(text), SIMPLE_SCOPE)
  // Only what is said of the condition as a whole.
  const whole = diagnostics.filter(({ place }) => place.column === 1 && place.endColumn === text.length + 1)
  return { ir, codes: whole.map(({ code }) => code) }
}
