import { expect, test } from 'vitest'
import { checkCondition } from './check-condition.ts'
import { compileSql } from './compile-sql.ts'
import { type FrameParts, frameOf, type ScopeParts, scopeOf, sourceOf } from './condition.fixture.ts'
import { openSql } from './differential/duckdb.fixture.ts'
import { evaluate, UnknownValue } from './evaluate.ts'
import type { Ir } from './ir.ts'

const scope: ScopeParts = {
  features: {
    i: 'int?',
    j: 'int?',
    d: 'double?',
    e: 'double?',
    s: 'string?',
    t: 'string?',
    f: 'bool?',
    at: 'timestamp?',
    rest: 'duration?',
    tags: 'list<string>?',
    counts: 'map<int>?',
    who: 'account?',
  },
  signals: { tox: { kind: 'double' } },
  counters: { seen: { kind: 'int' } },
  derived: { young: 'i < 10 || f' },
  labels: { scammer: 'account' },
}
const MOST = Number.MAX_SAFE_INTEGER
const FIRST = Date.UTC(1, 0, 1) - Date.UTC(1901, 0, 1) + Date.UTC(1, 0, 1)
const rows: FrameParts[] = [
  { i: 1, j: 2, d: 0.1, e: 0.2, s: 'abc', t: 'b', f: true, at: 0, rest: 1, tags: ['a'], who: 'account:a:b' },
  { i: -7, j: 2, d: Number.NaN, e: Number.NaN, s: '', t: '', f: false, at: -1, rest: -1, counts: { a: 1 } },
  {
    i: 7,
    j: 0,
    d: Number.NaN,
    e: 1,
    s: 'a😬e\u0301c',
    t: '😬',
    f: true,
    at: 951_782_399_999,
    rest: -90_061_001,
  },
  { i: MOST, j: 1, d: 1, e: Number.NaN, s: 'É İ ſ K ß', t: 'É', f: false, at: 253_402_300_799_999, rest: 3 },
  { i: -MOST, j: -1, d: Infinity, e: -Infinity, s: '\u{ffff}', t: '\u{10000}', at: -62_135_596_800_000 },
  {
    i: MOST,
    j: MOST,
    d: -0,
    e: 0,
    s: '\u00a0x\u3000',
    t: "'",
    f: true,
    at: FIRST,
    rest: 315_576_000_000_000,
  },
  { i: 0, j: 0, d: 1e308, e: 10, s: 'a\nb', t: '\n', at: 1, rest: -315_576_000_000_000 },
  { i: 3, j: -2, d: 2.5, e: -2.5, s: 'a\u0000b', t: '\u0000', f: false, at: 1_795_424_400_000, rest: 0 },
  { i: 5, j: 4_503_599_627_370_496, d: 0.1 + 0.2, e: 0.3, s: "it's; --", t: 'T', f: true },
  { d: Number.NaN, s: 'true' },
  { e: Number.NaN, t: 'FALSE', f: true },
  { j: 1, e: 2, i: 9_007_199_254_740_990 },
  {},
].map((data) => ({ data, event: { id: undefined } }))
const judged = openSql(scope)

function irOf(condition: string): Ir {
  const { ir, diagnostics } = checkCondition(sourceOf(condition), scopeOf(scope))
  if (!ir) throw new Error(`${condition}: ${diagnostics.map(({ message }) => message).join('\n')}`)
  return ir
}

test.each(
  [
    // Null logic: commutative, and unknown is not false.
    ['i < 7 && f', 'f && i < 7', 'i < 7 || f', 'f || i < 7', '!(i < 7)', 'i != 7', '!(i == 1 && f)'],
    [
      'f == true',
      'f != (i > 0)',
      'f < true',
      'f ? i > 0 : j > 0',
      'i > 0 ? f : !f',
      'young',
      '!young && j > 0',
    ],
    [
      'has(data.i)',
      '!has(data.tags) || has(data.counts)',
      'has(target)',
      'has(young)',
      'has(event.id) || i > 0',
    ],
    // NaN is unequal to all and in no order; doubles are no decimals.
    ['d == e', 'd != e', 'd < e', 'd <= e', 'd > e', 'd >= e', '!(d < e)', 'd == d', 'd != d'],
    [
      'd > 0.5',
      'd >= 0.5',
      'd < 0.5',
      'd == 0.1',
      "d == double('NaN')",
      "d != double('NaN')",
      "d < double('inf')",
    ],
    [
      "d >= double('inf')",
      "d > double('NaN')",
      'd + e == 0.3',
      'd + e > 0.3',
      '0.1 + d == 0.2',
      'd * e > 1.0',
      'd / e > 0.0',
    ],
    [
      '-d < 0.0',
      'd == 0.0',
      '1.0 / d < 0.0',
      'math.isNaN(d - e)',
      'math.isInf(d * e)',
      'math.isFinite(d)',
      'd - e < 0.0',
    ],
    [
      'd in [0.1, 1.0]',
      "e in [double('NaN'), 1.0]",
      "e in [double('NaN')]",
      'i in [1.0, 2.5, 7.0]',
      'math.round(d) == 3.0',
    ],
    [
      'math.round(e) == -3.0',
      'math.sign(d) == 1.0',
      'math.sign(d) != math.sign(e)',
      'math.trunc(e) < math.floor(d)',
    ],
    [
      'i < d',
      'i == d',
      'i >= e',
      'j > d',
      'double(i) / double(j) > 0.4',
      'double(i) + double(j) > 1.0',
      'double(i) == d',
    ],
    // Beyond 53 bits, and by zero, there is no value.
    [
      'i + j > 0',
      'i - j < 0',
      'i * j > 0',
      'i / j == -3',
      'i % j == -1',
      'i / j > 0 || f',
      '-i < 0',
      'math.abs(i) > 6',
    ],
    [
      'i + 1 > j',
      'i * i > 0',
      'j * j * j != 0',
      'math.greatest(i, j) > 5',
      'math.least(i, j, 3) == 0',
      'math.sign(i) == 1',
    ],
    [
      'int(d) == 0',
      'int(d * 1e15) > 0',
      'int(e) == -2',
      'int(at) < 0',
      'i in [1, 7, 0]',
      "string(i) == '-7'",
      "string(f) == 'true'",
    ],
    // Texts count code points, are ordered by them, and know case in ASCII alone.
    ['s.size() == 5', 's.size() > t.size()', 's < t', 's >= t', 's == t', "s > 'a'", "s != ''"],
    [
      's.contains(t)',
      "s.contains('')",
      's.startsWith(t)',
      's.endsWith(t)',
      "s.startsWith('it\\'s')",
      "s in ['', 'abc', 'x']",
    ],
    [
      "s.lowerAscii() == 'É İ ſ K ß'",
      "s.upperAscii() == 'ABC'",
      "s.trim() == 'x'",
      's.trim().size() < s.size()',
      'bool(s)',
      'bool(t)',
    ],
    [
      "s.substring(1) == 'bc'",
      's.substring(2, 4).size() == 2',
      "s.substring(j) != ''",
      "s.substring(i, j) == ''",
      's.charAt(1) == t',
    ],
    ["s.charAt(3) == ''", 's.indexOf(t) == 1', "s.indexOf('') == 0", "s.indexOf('zz') == -1"],
    [
      "s.matches('a.b')",
      "s.matches('(?s)a.b')",
      "s.matches('^b')",
      "s.matches('(?m)^b$')",
      "s.matches('(?i)k|É')",
      "s.matches('\\\\bS\\\\b')",
    ],
    [
      "s.matches('[^a-c]')",
      "s.matches('^\\\\p{L}+$')",
      "s.matches('😬|\\\\x00')",
      "s.matches('(a|ab)(c|bcd)?$')",
      "s.matches('^$')",
    ],
    [
      "who == 'account:a:b'",
      "who.id == 'a:b'",
      "who.kind == 'account'",
      "who in ['account:a:b', 'account:c']",
    ],
    // Times in ms, in the years 1 to 9999.
    [
      'at.getFullYear() == 1',
      'at.getMonth() == 1',
      'at.getDate() == 31',
      'at.getDayOfMonth() == 28',
      'at.getDayOfWeek() == 3',
    ],
    [
      'at.getDayOfYear() > 364',
      'at.getHours() == 23',
      'at.getMinutes() == 59',
      'at.getSeconds() == 59',
      'at.getMilliseconds() == 999',
    ],
    [
      "at.getHours('+09:30') == 9",
      "at.getDate('-00:01') == 31",
      "at.getFullYear('UTC') < 1970",
      "at.getHours('') == 0",
    ],
    [
      'at + rest > at',
      "at + duration('1ms') > timestamp('1970-01-01T00:00:00Z')",
      "at - duration('1ms') < at",
      'at - rest < at',
    ],
    [
      "event.time - at > duration('24h')",
      'rest + rest > rest',
      "rest - duration('1h') < rest",
      '-rest < rest',
      'timestamp(i) > at',
    ],
    [
      'rest.getHours() == -25',
      'rest.getMinutes() == -1501',
      'rest.getSeconds() < 0',
      'rest.getMilliseconds() == -1',
    ],
  ].flat(),
)('SQL says of %s what the evaluator says', async (condition) => {
  const ir = irOf(condition)
  const [outcomes] = await (await judged)([ir], rows)
  const expected = rows.map((row) => {
    const value = evaluate(ir, frameOf(row))
    return value instanceof UnknownValue ? 2 : value === true ? 1 : 0
  })
  expect(outcomes && [...outcomes]).toEqual(expected)
})

test.each([
  ['tox > 0.5', 'it reads the signal tox, which is not stored'],
  ['f && seen > 3', 'it reads the counter seen, which is not stored'],
  ["actor.labels.has('scammer')", 'it asks for a label, which depends on the events before'],
  ["tags.exists(t, t == 'a')", 'it goes over a list or map with exists()'],
  ["'a' in tags", 'it reads what is in a list, a map or a value of any type'],
  ['has(counts.a)', 'it asks for a field of a map or object'],
  ["counts['a'] == 1", 'it reads what is in a list, a map or a value of any type'],
  ["['a', s].size() == 2", 'it reads what is in a list, a map or a value of any type'],
  ["at.getHours('Asia/Seoul') == 9", 'it asks for the time in a zone by name'],
  ["s + t == 'ab'", 'it uses concat_text, which SQL has not'],
  ["string(d) == '0.1'", 'it writes a double as text'],
  ["s == 'a\\u0000b'", 'it has a text with U+0000 in it'],
  [
    "s.matches('([a-z]{100}[\\\\pL]{3}){6}')",
    'it has a regular expression that DuckDB may understand otherwise',
  ],
  ["s.matches('\\\\B')", 'it has a regular expression that DuckDB may understand otherwise'],
  ['math.greatest(d, e) > 1.0', 'it asks for the greatest of doubles'],
  ['dyn(i) == dyn(s)', 'it reads what is in a list, a map or a value of any type'],
])('SQL does not take %s', (condition, why) => {
  const column = { sql: 'x', type: 'VARCHAR' } as const
  const types: Readonly<Record<string, string>> = {
    i: 'BIGINT',
    f: 'BOOLEAN',
    d: 'DOUBLE',
    e: 'DOUBLE',
    at: 'BIGINT',
  }
  const compiled = compileSql(irOf(condition), {
    data: (feature) => ({
      ...column,
      type: (types[feature] ?? (/tags|counts/.test(feature) ? 'JSON' : 'VARCHAR')) as 'JSON',
    }),
    envelope: () => column,
  })
  expect(compiled).toEqual({ ok: false, why })
})

test('a column that is not stored, or is of another type, is said', () => {
  const none = { data: () => undefined, envelope: () => undefined }
  expect(compileSql(irOf('i > 1'), none)).toEqual({ ok: false, why: 'i is not stored as a column' })
  const text = { ...none, data: () => ({ sql: 'x', type: 'VARCHAR' }) as const }
  expect(compileSql(irOf('i > 1'), text)).toEqual({ ok: false, why: 'i is stored with another type' })
})
