import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Value } from '../core/value.ts'
import { checkCondition } from './check-condition.ts'
import { compileRows } from './compile-rows.ts'
import { frameOf, scopeOf, sourceOf } from './condition.fixture.ts'
import { evaluate, UnknownValue } from './evaluate.ts'
import type { Ir } from './ir.ts'

const scope = scopeOf({
  features: {
    i: 'int',
    j: 'int?',
    d: 'double',
    e: 'double?',
    s: 'string',
    t: 'string?',
    l: 'list<int>?',
    m: 'map<int>',
    f: 'bool',
    g: 'bool?',
  },
  signals: {
    hits: { kind: 'object', name: 'terms', fields: { count: { kind: 'int' } } },
    tox: { kind: 'double' },
  },
  dear: ['tox'],
  derived: { twice: 'j * 2', long: 's.size() > 2', near: 'e - d' },
})

/** Well-typed conditions of every construct. */
const { bool } = fc.letrec<Record<'bool' | 'int' | 'double' | 'string' | 'list', string>>((tie) => {
  const pair = (a: string, b: string) => fc.tuple(tie(a as 'int'), tie(b as 'int'))
  const binary = (type: string, ops: readonly string[]) =>
    fc.tuple(pair(type, type), fc.constantFrom(...ops)).map(([[a, b], op]) => `(${a} ${op} ${b})`)
  const orders = ['==', '!=', '<', '<=', '>', '>=']
  return {
    int: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('i', 'j', 'twice', 'hits.count', '0', '1', '2', '-1', '9007199254740991'),
      binary('int', ['+', '-', '*', '/', '%']),
      tie('string').map((s) => `size(${s})`),
      tie('list').map((l) => `${l}[0]`),
      fc.tuple(tie('bool'), pair('int', 'int')).map(([c, [a, b]]) => `(${c} ? ${a} : ${b})`),
      fc.constantFrom("m['a']", 'm.b', 'l.size()'),
    ),
    double: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('d', 'e', 'near', 'tox', '0.0', '1.5', '-2.0'),
      binary('double', ['+', '-', '*', '/']),
      tie('int').map((n) => `double(${n})`),
    ),
    string: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('s', 't', "''", "'a'", "'ab😬'"),
      binary('string', ['+']),
      fc.tuple(tie('string'), tie('int')).map(([s, n]) => `${s}.substring(${n})`),
      tie('int').map((n) => `string(${n})`),
    ),
    list: fc.oneof(
      { maxDepth: 3 },
      fc.constantFrom('l', '[1, 2]', '[0, 3]'),
      tie('int').map((n) => `[${n}]`),
      fc.tuple(tie('list'), tie('bool')).map(([l, c]) => `${l}.filter(x, x > 0 && ${c})`),
      fc.tuple(tie('list'), tie('int')).map(([l, n]) => `${l}.map(x, x + ${n})`),
    ),
    bool: fc.oneof(
      { maxDepth: 4 },
      fc.constantFrom('f', 'g', 'long', 'true', 'has(data.j)', 'has(m.a)', 'has(data.t)', 'has(hits.count)'),
      binary('int', orders),
      binary('double', orders),
      binary('string', orders),
      binary('bool', ['&&', '||', '==', '&&', '||']),
      tie('bool').map((c) => `!${c}`),
      fc.tuple(tie('int'), tie('list')).map(([n, l]) => `(${n} in ${l})`),
      fc.tuple(tie('string'), fc.constantFrom('^a', 'b|😬$')).map(([s, p]) => `${s}.matches('${p}')`),
      fc
        .tuple(tie('list'), fc.constantFrom('all', 'exists', 'exists_one'), tie('int'))
        .map(([l, macro, n]) => `${l}.${macro}(x, 2 / x >= ${n})`),
      fc.tuple(tie('bool'), tie('bool'), tie('bool')).map(([a, b, c]) => `(${a} ? ${b} : ${c})`),
    ),
  }
})

const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined })
const int = fc.constantFrom(0, 1, 2, -1, 7, 9007199254740991)
const double = fc.constantFrom(0, -0, 1.5, -2, Number.NaN, Infinity)
const text = fc.constantFrom('', 'a', 'ab😬', 'b', '\u{ffff}')
const data = fc.record<Record<string, Value>>({
  i: int,
  j: maybe(int),
  d: double,
  e: maybe(double),
  s: text,
  t: maybe(text),
  l: maybe(fc.array(int, { maxLength: 3 })),
  m: fc.constantFrom<Value[]>({}, { a: 1 }, { a: 0, b: 2 }),
  f: fc.boolean(),
  g: maybe(fc.boolean()),
})
const signals = fc.tuple(maybe(fc.constantFrom<Value[]>({ count: 0 }, { count: 3 })), maybe(double))

test('the generated code and the evaluator agree on every condition and event', () => {
  let judged = 0
  fc.assert(
    fc.property(
      bool,
      fc.array(fc.tuple(data, signals), { minLength: 3, maxLength: 3 }),
      (condition, events) => {
        const { ir, diagnostics } = checkCondition(sourceOf(condition), scope)
        if (!ir) {
          // Only what examination finds wrong; a type error would be one of this test's.
          const allowed = ['division-by-zero', 'contradiction', 'never-true', 'index-outside', 'too-dear']
          expect(
            diagnostics
              .filter(({ severity }) => severity === 'error')
              .every(({ code }) => allowed.includes(code)),
          ).toBe(true)
          return
        }
        // The form survives JSON; negative zero and the like do not occur in conditions.
        const program = compileRows([JSON.parse(JSON.stringify(ir)) as Ir], scope)
        for (const [event, values] of events) {
          judged++
          const frame = frameOf({ data: event, signals: values })
          program.run(frame)
          const exact = evaluate(ir, frameOf({ data: event, signals: values }))
          const row = frame.firedCount ? true : frame.unknownCount ? 'unknown' : false
          expect(row).toBe(exact instanceof UnknownValue ? 'unknown' : exact)
        }
      },
    ),
    { numRuns: 3000 },
  )
  expect(judged).toBeGreaterThan(3000)
})

test('what is said to be never or always true is so on every event', () => {
  fc.assert(
    fc.property(
      bool,
      fc.array(fc.tuple(data, signals), { minLength: 3, maxLength: 3 }),
      (condition, events) => {
        const { diagnostics } = checkCondition(sourceOf(`(${condition}) || true`), scope)
        const said = diagnostics.filter(
          ({ code }) => code === 'never-true' || code === 'contradiction' || code === 'always-true',
        )
        for (const { code, place } of said) {
          const part = `(${condition}) || true`.slice(place.column - 1, place.endColumn! - 1)
          const { ir } = checkCondition(sourceOf(`${part} || f`), scope)
          if (!ir || part.includes('x')) continue
          for (const [event, values] of events) {
            const value = evaluate(
              ir.root.kind === 'or' ? { ...ir, root: ir.root.args[0]! } : ir,
              frameOf({ data: event, signals: values }),
            )
            if (!(value instanceof UnknownValue) && ir.root.kind === 'or' && ir.root.args.length === 2)
              expect(value).toBe(code === 'always-true')
          }
        }
      },
    ),
    { numRuns: 1000 },
  )
})
