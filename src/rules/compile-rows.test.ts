import { expect, test } from 'vitest'
import { atOnce } from '../core/steps.ts'
import type { Value } from '../core/value.ts'
import { checkCondition } from './check-condition.ts'
import { compileRows } from './compile-rows.ts'
import { type FrameParts, frameOf, type ScopeParts, scopeOf, sourceOf } from './condition.fixture.ts'
import { evaluate, UnknownValue } from './evaluate.ts'

const INSULTS = {
  kind: 'object',
  name: 'terms',
  fields: { count: { kind: 'int' }, terms: { kind: 'list', of: { kind: 'string' } } },
} as const

/** Judges a condition by the generated code and by the evaluator, which must agree. */
function judge(condition: string, scopeParts: ScopeParts, frameParts: FrameParts): boolean | 'unknown' {
  const scope = scopeOf(scopeParts)
  const { ir, diagnostics } = checkCondition(sourceOf(condition), scope)
  if (!ir) throw new Error(diagnostics.map(({ message }) => message).join('\n'))
  const program = compileRows([ir], scope)
  const frame = frameOf(frameParts)
  program.run(frame)
  const row = frame.firedCount ? true : frame.unknownCount ? 'unknown' : false
  const exact = evaluate(ir, frameOf(frameParts))
  expect(exact instanceof UnknownValue ? 'unknown' : exact).toBe(row)
  const again = frameOf(frameParts)
  program.rerun(again, [0])
  expect(again.firedCount ? true : again.unknownCount ? 'unknown' : false).toBe(row)
  return row
}

const features = {
  text: 'string',
  age: 'int',
  score: 'double?',
  links: 'int?',
  tags: 'list<string>?',
  at: 'timestamp',
}
const data = {
  text: 'hello 😬 world',
  age: 7,
  score: 0.5,
  links: 2,
  tags: ['a', 'b'],
  at: Date.UTC(2026, 10, 22),
}

test.each<[string, boolean]>([
  ['age < 8', true],
  ['8 > age && text.contains("hello")', true],
  ['text.size() == 13', true],
  ['score == 0.5 || age == 1', true],
  ['!(links > 2)', true],
  ['links in [1, 3, 5, 7, 9]', false],
  ['links in [1, 2]', true],
  ['tags.exists(t, t == "b")', true],
  ['tags.all(t, t != "b")', false],
  ['tags.map(t, t + "!").join(",") == "a!,b!"', true],
  ['tags.exists(a, tags.exists(b, a == "b" && b == "a"))', true],
  ['event.time - at > duration("24h")', true],
  ['(links > 1 ? "many" : "few") == "many"', true],
  ['text.matches("w[o0]r(ld)?$")', true],
  ['actor == "account:u1" && actor.kind == "account"', true],
  ['event.time.getHours("Asia/Seoul") == 18', true],
  ['{"a": links}.a == 2', true],
])('%s is %s', (condition, expected) => {
  expect(judge(condition, { features }, { data, event: { actor: 'account:u1' as never } })).toBe(expected)
})

test.each<[string, boolean | 'unknown']>([
  ['score > 0.1', 'unknown'],
  ['score != 0.1', 'unknown'],
  ['!(score > 0.1)', 'unknown'],
  ['score > 0.1 && age == 8', false],
  ['age == 8 && score > 0.1', false],
  ['score > 0.1 || age == 7', true],
  ['score > 0.1 || age == 8', 'unknown'],
  ['score == links', 'unknown'],
  ['score > 0.1 ? true : true', 'unknown'],
  ['has(data.score)', false],
  ['!has(data.score) && age == 7', true],
  ['has(data.score) && score > 0.1', false],
  ['has(target)', false],
  ['10 / (age - 7) > 1', 'unknown'],
  ['10 / (age - 7) > 1 || age == 7', true],
  ['tags.exists(t, t == "b")', 'unknown'],
  ['[1, 0].exists(n, 10 / n == 10)', true],
  ['[0, 1].all(n, 10 / n == 11)', false],
  ['[0, 1].exists(n, 10 / n == 11)', 'unknown'],
  ['age * 9007199254740991 > 0', 'unknown'],
  ['links + 1 > 0', 'unknown'],
  ['links in [1, 2]', 'unknown'],
  ['links in [1, 2, 3, 4, 5, 6]', 'unknown'],
])('with optional features missing, %s is %s', (condition, expected) => {
  expect(judge(condition, { features }, { data: { text: 'x', age: 7, at: 0 } })).toBe(expected)
})

test('a signal is read once, last, and only when the rest has not decided', () => {
  const scope = scopeOf({
    features,
    signals: { toxicity: { kind: 'double' }, insults: INSULTS },
    dear: ['toxicity'],
  })
  const irs = [
    'toxicity > 0.5 && insults.count > 0 && age == 7',
    'insults.count > 5 && age == 7',
    'toxicity > 1.5 && age == 8',
  ].map((text) => checkCondition(sourceOf(text), scope).ir!)
  const program = compileRows(irs, scope)
  const frame = frameOf({ data, signals: [0.9, { count: 1, terms: [] }] })
  program.run(frame)
  expect([...frame.fired.slice(0, frame.firedCount)]).toEqual([0])
  expect(frame.reads).toEqual([1, 0])
  expect(program.signalsOf(0)).toEqual([0, 1])
  const calm = frameOf({ data: { ...data, age: 9 }, signals: [0.9, { count: 1, terms: [] }] })
  program.run(calm)
  expect(calm.reads).toEqual([])
})

test('code made ready beforehand judges nothing, and later what it judges without', () => {
  const scope = scopeOf({ features })
  const irs = Array.from({ length: 300 }, (_, i) => checkCondition(sourceOf(`age > ${i % 9}`), scope).ir!)
  const program = compileRows(irs, scope)
  const frame = frameOf({ data: { ...data, age: 4 } })
  expect(atOnce(program.makeReady(frame, 4))).toBe(4)
  expect(atOnce(program.makeReady(frame, 100))).toBe(6)
  expect(atOnce(program.makeReady(frame, 100))).toBe(0)
  expect([frame.firedCount, frame.unknownCount]).toEqual([0, 0])
  const other = frameOf({ data: { ...data, age: 4 } })
  program.run(frame)
  compileRows(irs, scope).run(other)
  expect(frame.firedCount).toBe(irs.filter((_, i) => i % 9 < 4).length)
  expect(frame.fired).toEqual(other.fired)
})

test('what a rule saw leaves secrets out, and what it missed is named', () => {
  const scope = scopeOf({ features, secret: ['text'], signals: { insults: INSULTS } })
  const irs = ['text != "" && insults.count > 0 && age == 7', 'score > 0.1', '1 / (age - 7) == 1'].map(
    (text) => checkCondition(sourceOf(text), scope).ir!,
  )
  const program = compileRows(irs, scope)
  const frame = frameOf({ data: { ...data, score: undefined }, signals: [{ count: 3, terms: [] }] })
  expect(program.saw(frame, 0)).toEqual({ age: 7, insults: { count: 3, terms: [] } })
  expect(program.missing(frame, 1)).toEqual(['score'])
  expect(program.missing(frame, 2)).toEqual(['error: division by zero'])
})

test('derived names are put in place, also those that can be missing', () => {
  const parts = {
    features,
    derived: { account_age: 'event.time - at', risk: 'score * 2.0', young: 'account_age < duration("48h")' },
  }
  expect(judge('account_age > duration("24h") && young', parts, { data })).toBe(true)
  expect(judge('risk > 0.5 && young', parts, { data })).toBe(true)
  expect(judge('risk > 0.5 && young', parts, { data: { ...data, score: undefined } })).toBe('unknown')
  expect(judge('[1].exists(x, risk > 0.5 && young)', parts, { data })).toBe(true)
})

test.each([
  '"];process.exit()//',
  '__proto__',
  'constructor',
  '\u2028\u2029',
  '`$\u007bprocess.exit()}`',
  "'+process.exit()+'",
])("an author's text %j is data, never code", (evil) => {
  const quoted = JSON.stringify(evil)
  const value: Value = evil
  const parts = { features: { [evil]: 'string?', text: 'string', m: 'map<int>' } }
  expect(judge(`text == ${quoted}`, parts, { data: { text: value } })).toBe(true)
  expect(
    judge(`text.matches("^\\\\Q" + "")`.replace(' + ""', '').replace('Q"', `Q${quoted.slice(1)}`), parts, {
      data: { text: value },
    }),
  ).toBe(true)
  expect(
    judge(
      `has(data.\`${evil.replaceAll('`', '')}\`)`,
      { features: { ...parts.features, [evil.replaceAll('`', '')]: 'string?' } },
      { data: { text: value } },
    ),
  ).toBe(false)
  expect(judge(`${quoted} in m || m[${quoted}] == 1`, parts, { data: { text: value, m: {} } })).toBe(
    'unknown',
  )
})

test('rules beyond one chunk keep their indexes', () => {
  const scope = scopeOf({ features })
  const irs = Array.from({ length: 120 }, (_, i) => checkCondition(sourceOf(`age == ${i % 60}`), scope).ir!)
  const frame = frameOf({ data, rules: 120 })
  compileRows(irs, scope).run(frame)
  expect([...frame.fired.slice(0, frame.firedCount)]).toEqual([7, 67])
})

test('many rules found by the value of a feature are judged as if each were asked', () => {
  const scope = scopeOf({ features: { ...features, kind: 'string?' } })
  const texts = Array.from({ length: 400 }, (_, i) =>
    i % 4 === 0
      ? `age > 3 && kind == "k${i % 40}"`
      : i % 4 === 1
        ? `kind in ["k${i % 30}", "k0"] && age < 9`
        : i % 4 === 2
          ? `kind == "k${i % 50}" || kind == "k1"`
          : `age == ${i % 9} && kind == "k3"`,
  )
  const irs = texts.map((text) => checkCondition(sourceOf(text), scope).ir!)
  const program = compileRows(irs, scope)
  for (const kind of ['k0', 'k1', 'k3', 'k20', 'other', undefined])
    for (const age of [1, 7]) {
      const frame = frameOf({ data: { ...data, age, kind }, rules: 400 })
      program.run(frame)
      const results = irs.map((ir) => evaluate(ir, frame))
      const which = (wanted: (result: unknown) => boolean) =>
        results.flatMap((result, i) => (wanted(result) ? [i] : []))
      expect([...frame.fired.slice(0, frame.firedCount)]).toEqual(which((result) => result === true))
      expect([...frame.unknown.slice(0, frame.unknownCount)]).toEqual(
        which((result) => result instanceof UnknownValue),
      )
    }
})
