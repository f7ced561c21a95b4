import { expect, test } from 'vitest'
import { checkCondition } from './check-condition.ts'
import { blockOf } from './column.fixture.ts'
import { compileColumns } from './compile-columns.ts'
import { type FrameParts, frameOf, type ScopeParts, scopeOf, sourceOf } from './condition.fixture.ts'
import { evaluate, UnknownValue } from './evaluate.ts'
import type { Ir } from './ir.ts'

const scope: ScopeParts = {
  features: {
    text: 'string',
    name: 'string?',
    age: 'int',
    links: 'int?',
    score: 'double?',
    ok: 'bool',
    maybe: 'bool?',
    tags: 'list<string>?',
    counts: 'map<int>?',
    at: 'timestamp',
  },
  signals: {
    insults: { kind: 'object', name: 'terms', fields: { count: { kind: 'int' } } },
    tox: { kind: 'double' },
  },
  derived: {
    young: 'age < 10',
    links_twice: 'links * 2',
    lower: 'text.lowerAscii()',
    marked: "name + string(links) + '|' + tags.join()",
    longest: '[age, links].filter(n, n > 2)',
  },
  labels: { scammer: 'account' },
}

const full = {
  text: 'Hello 😬 World',
  name: 'mo',
  age: 7,
  links: 2,
  score: 0.5,
  ok: true,
  maybe: false,
  tags: ['a', 'b'],
  counts: { a: 1 },
  at: Date.UTC(2026, 10, 22),
}
const rows: FrameParts[] = [
  {
    data: full,
    event: { actor: 'account:u1' as never },
    signals: [{ count: 3 }, 0.9],
    labels: ['account:u1 scammer'],
  },
  {
    data: { ...full, age: 30, links: -1, score: Number.NaN, ok: false, text: 'z\u{ffff}' },
    signals: [{ count: 0 }, undefined],
  },
  {
    data: { text: '', age: 0, ok: true, at: 0 },
    event: { actor: 'account:u2' as never },
    signals: [undefined, 0.1],
  },
  { data: { ...full, text: 'z😬', links: 9007199254740991, score: -0, maybe: true, tags: [] } },
  // An event from before these features were required.
  { data: {}, event: { id: undefined } },
]

function irOf(condition: string): Ir {
  const { ir, diagnostics } = checkCondition(sourceOf(condition), scopeOf(scope))
  if (!ir) throw new Error(`${condition}: ${diagnostics.map(({ message }) => message).join('\n')}`)
  return ir
}

function exact(ir: Ir, row: FrameParts): number {
  const value = evaluate(ir, frameOf(row))
  return value instanceof UnknownValue ? 2 : value === true ? 1 : 0
}

test.each([
  'age < 8',
  'links > 1',
  '!(links > 1)',
  'links != 2',
  'links + 1 > 0',
  'score > 0.1 || age == 7',
  'score > 0.1 && age == 7',
  '!(score < 0.7)',
  'score == 0.0',
  'ok && maybe',
  'ok == maybe',
  'maybe ? links > 1 : age > 1',
  "text == 'z😬'",
  "text > 'z😬'",
  "name == text || name in ['mo', 'x']",
  "lower.contains('world') && young",
  "text.matches('(?i)^HELLO')",
  'text.size() == 13 || text.size() == 0',
  'links_twice > 3',
  "tags.exists(t, t == 'b')",
  "counts['a'] == 1",
  'has(counts.a)',
  'has(data.score) && !has(actor)',
  "actor.labels.has('scammer')",
  "!actor.labels.has('scammer') && age > 1",
  'insults.count > 1 || tox > 0.5',
  'tox > 0.5 && young',
  "event.time - at > duration('24h')",
  "event.type == 'chat.message' && event.world == 'plaza' && event.id == 'e-1'",
  "{'a': links}.a == 2",
  "string(links * 0) == '0'",
  '1.0 / double(links * 0) > 0.0',
])('%s in columns is what it is in rows', (condition) => {
  const ir = irOf(condition)
  for (const repeatWords of [false, true])
    for (const some of [rows, rows.slice(0, -1), rows.slice(0, 1)]) {
      const out = new Uint8Array(some.length).fill(9)
      compileColumns([ir]).run(blockOf({ scope, rows: some, repeatWords }), [out])
      expect([...out]).toEqual(some.map((row) => exact(ir, row)))
    }
})

/** Many rows, so that parts are put in order by what they decide, and several batches are judged. */
const many: FrameParts[] = Array.from({ length: 20_000 }, (_, i) => {
  const base = rows[i % 4]!
  return { ...base, data: { ...base.data, age: i % 97, links: i % 5 === 0 ? undefined : i % 7 } }
})

test.each([
  "age < 50 && links > 2 && ok && lower.contains('world')",
  "age > 90 || links < 1 || maybe || text.matches('z')",
  "!(age < 20 || (links > 3 && score > 0.1)) && (young || name == 'mo')",
  '(age < 60 || score > 0.1) && (age > 30 || links > 2) && (ok || maybe)',
  "(actor.labels.has('scammer') && tox > 0.5) || (age > 40 && insults.count > 1 && links > 3)",
  'young || ok',
])('%s over several batches', (condition) => {
  const ir = irOf(condition)
  const expected = many.map((row) => exact(ir, row))
  const out = new Uint8Array(many.length).fill(9)
  const program = compileColumns([ir, irOf('age < 50 && ok')])
  const block = blockOf({ scope, rows: many })
  const other = new Uint8Array(many.length)
  program.run(block, [out, other])
  expect(out.findIndex((byte, row) => byte !== expected[row])).toBe(-1)
  // Once more in slices that begin and end anywhere.
  out.fill(9)
  for (const [from, to] of [
    [0, 1],
    [1, 8200],
    [8200, 19_999],
    [19_999, 20_000],
  ])
    program.run(block, [out, other], from, to)
  expect(out.findIndex((byte, row) => byte !== expected[row])).toBe(-1)
})

test('signals are asked for only when the rest has not decided, and labels only of those rows', () => {
  const asked: number[] = []
  const block = blockOf({ scope, rows: many })
  const program = compileColumns([irOf("age > 200 && tox > 0.5 && actor.labels.has('scammer')")])
  const out = new Uint8Array(many.length)
  const watched = {
    ...block,
    hasLabel(row: number, entity: string, label: string) {
      asked.push(row)
      return block.hasLabel(row, entity, label)
    },
  }
  program.run(watched, [out])
  expect([block.asked, asked]).toEqual([[], []])
  compileColumns([irOf("age == 0 && actor.labels.has('scammer') && tox > 0.5")]).run(watched, [out])
  expect(block.asked).toEqual([1])
  expect(asked.length).toBeGreaterThan(0)
  expect(asked.every((row) => row % 97 === 0)).toBe(true)
})

test('rules that differ in a constant which JSON does not know are no one rule', () => {
  const rules = [
    "score < double('inf')",
    "score < double('NaN')",
    'score * 0.0 == 0.0',
    '1.0 / (score * -0.0) < 0.0',
  ]
  const irs = [...rules, '1.0 / (score * 0.0) < 0.0'].map(irOf)
  const outcomes = irs.map(() => new Uint8Array(rows.length))
  compileColumns(irs).run(blockOf({ scope, rows }), outcomes)
  expect(outcomes.map((out) => [...out])).toEqual(irs.map((ir) => rows.map((row) => exact(ir, row))))
})

test('a derived name that rules share is worked out for each row', () => {
  const irs = [
    "marked.contains('3|b')",
    'marked.size() == 5 || links > 3',
    'longest[0] > 3',
    'longest.size() > 1',
  ].map(irOf)
  const outcomes = irs.map(() => new Uint8Array(many.length))
  const program = compileColumns(irs)
  for (const some of [many, many.slice(4000)]) {
    program.run(blockOf({ scope, rows: some }), outcomes)
    for (const [i, ir] of irs.entries())
      expect(some.findIndex((row, at) => outcomes[i]![at] !== exact(ir, row))).toBe(-1)
  }
})

test('what was found out about a word stays while blocks share their words, and goes with them', () => {
  const program = compileColumns([irOf("text.contains('llo')"), irOf("text.size() > 3 && name == 'mo'")])
  const words = new Map<string, string[]>()
  const judge = (texts: readonly string[], shared: Map<string, string[]>): number[] => {
    const some = texts.map((text) => ({ data: { ...full, text } }))
    const out = [new Uint8Array(some.length), new Uint8Array(some.length)]
    program.run(blockOf({ scope, rows: some, words: shared }), out)
    return [...out[0]!]
  }
  expect(judge(['hello', 'no', 'hello'], words)).toEqual([1, 0, 1])
  expect(judge(['no', 'yellow', 'x', 'hello'], words)).toEqual([0, 1, 0, 1])
  // Dictionaries that are small beside their rows are judged ahead, what was added to them, too.
  const often = (texts: readonly string[], shared: Map<string, string[]>) =>
    judge(
      Array.from({ length: 300 }, (_, i) => texts[i % texts.length]!),
      shared,
    ).slice(0, texts.length)
  const small = new Map<string, string[]>()
  expect(often(['hello', 'no'], small)).toEqual([1, 0])
  expect(often(['no', 'hello', 'yellow', 'oh'], small)).toEqual([0, 1, 1, 0])
  // The same codes with other words.
  expect(judge(['no', 'hello', 'yellow'], new Map())).toEqual([0, 1, 1])
  expect(judge(['hello', 'no'], words)).toEqual([1, 0])
})

test('a column of another kind than the type of its name is read value by value', () => {
  const block = blockOf({ scope, rows })
  const odd = {
    ...block,
    data: (feature: string) =>
      feature === 'links'
        ? { kind: 'value' as const, values: [2, 'two', undefined, 5, null] }
        : feature === 'text'
          ? { kind: 'value' as const, values: rows.map(() => undefined) }
          : block.data(feature),
  }
  const outcomes = [new Uint8Array(rows.length), new Uint8Array(rows.length)]
  compileColumns([irOf('links > 3'), irOf("text.contains('a') || age == 0")]).run(odd, outcomes)
  expect(outcomes.map((out) => [...out])).toEqual([
    [0, 2, 2, 1, 2],
    [2, 2, 1, 2, 2],
  ])
})

test('an event as one value is refused, which columns could not give', () => {
  const { diagnostics } = checkCondition(sourceOf('event == event && dyn(data) == data'), scopeOf(scope))
  expect(diagnostics.map(({ code }) => code)).toContain('whole-event')
})

test('only the rows asked for are judged', () => {
  const outcomes = [new Uint8Array(rows.length).fill(9), new Uint8Array(rows.length).fill(9)]
  compileColumns([irOf('age < 8'), irOf('age > 8')]).run(blockOf({ scope, rows }), outcomes, 1, 3)
  expect(outcomes.map((out) => [...out])).toEqual([
    [9, 0, 1, 9, 9],
    [9, 1, 0, 9, 9],
  ])
})

test('rows outside the range are left alone, whatever was seen of the rules before', () => {
  const program = compileColumns([irOf('age > 90 || ok'), irOf('age > 90 && ok'), irOf('age > 90')])
  const outcomes = [0, 1, 2].map(() => new Uint8Array(many.length))
  const block = blockOf({ scope, rows: many })
  program.run(block, outcomes)
  for (const out of outcomes) out.fill(9)
  program.run(block, outcomes, 5, 2001)
  for (const out of outcomes) {
    expect(out.indexOf(9)).toBe(0)
    expect([...out.subarray(0, 5), ...out.subarray(2001)].every((byte) => byte === 9)).toBe(true)
    expect(out.subarray(5, 2001).includes(9)).toBe(false)
  }
})

test('a program tells the signals and labels that a rule may ask for', () => {
  const program = compileColumns([irOf("actor.labels.has('scammer') && tox > 0.5"), irOf('young')])
  expect([program.readsSignals(0), program.readsLabels(0)]).toEqual([[1], ['scammer']])
  expect([program.readsSignals(1), program.readsLabels(1)]).toEqual([[], []])
})
