import fc from 'fast-check'
import { expect, test } from 'vitest'
import { compileShape } from './compile-shape.ts'
import { parseStrict } from './parse-strict.ts'
import { createShapeReader, type ShapeReader } from './shape-reader.ts'

const EVENT = {
  id: 'e-1',
  type: 'chat.message',
  actor: 'account:u1',
  data: {
    text: '안녕 hello',
    level: 12,
    ratio: -0.25,
    minor: false,
    friend: null,
    where: { x: 1e-7, y: -0 },
  },
}

function taught(): ShapeReader {
  const reader = createShapeReader()
  reader.read(Buffer.from(JSON.stringify(EVENT)))
  expect(reader.shapes).toBe(1)
  return reader
}

const scalar = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.double(),
  fc.integer(),
  fc.boolean(),
  fc.constant(null),
  fc.constantFrom('a"b', 'back\\slash', '\u0007', '\u2028', '🐉', 1e300, 123456789012345680000, -0),
)

test('an event of a known shape is read without the parser, and says the same', () => {
  const read = compileShape(EVENT)!
  for (const one of [EVENT, { ...EVENT, data: { ...EVENT.data, text: '🐉 ok', level: 1.5e300 } }]) {
    const bytes = Buffer.from(JSON.stringify(one))
    expect(read(bytes, bytes.toString('latin1'))).toStrictEqual(JSON.parse(JSON.stringify(one)))
  }
  const { id, ...rest } = EVENT
  const other = Buffer.from(JSON.stringify({ ...rest, id }))
  expect(read(other, other.toString('latin1'))).toBe(undefined)
})

test('whatever its values are, an event is read as by the strict parser', () => {
  const reader = taught()
  const data = fc.record({
    text: scalar,
    level: scalar,
    ratio: scalar,
    minor: scalar,
    friend: scalar,
    where: fc.record({ x: scalar, y: scalar }),
  })
  fc.assert(
    fc.property(data, scalar, (data, id) => {
      const bytes = Buffer.from(JSON.stringify({ ...EVENT, id, data }))
      expect(reader.read(bytes)).toStrictEqual(parseStrict(bytes))
    }),
    { numRuns: 2000 },
  )
})

test('whatever is changed in its text, an event is read as by the strict parser', () => {
  const reader = taught()
  const piece = fc.constantFrom(
    ...[
      '"',
      '\\',
      '{',
      '}',
      ',',
      ':',
      '[',
      ' ',
      '\n',
      '0',
      '1',
      '-',
      '.',
      'e',
      'E',
      '+',
      'x',
      '가',
      '\u0000',
    ],
    ...[
      'null',
      'tru',
      '"a":1,',
      ',"type":"chat.message"',
      '\\u0041',
      '__proto__',
      '1e',
      '00',
      '1.',
      '\udc00',
    ],
  )
  const change = fc.tuple(fc.nat(), fc.nat(3), piece)
  let same = 0
  fc.assert(
    fc.property(fc.array(change, { minLength: 0, maxLength: 3 }), (changes) => {
      let text = JSON.stringify(EVENT)
      for (const [at, cut, put] of changes) {
        const place = at % (text.length + 1)
        text = text.slice(0, place) + put + text.slice(place + cut)
      }
      const bytes = Buffer.from(text)
      const strict = parseStrict(bytes)
      expect(reader.read(bytes)).toStrictEqual(strict)
      if (strict.ok) same++
    }),
    { numRuns: 5000 },
  )
  expect(same).toBeGreaterThan(300)
})

test('bytes that are no UTF-8, and texts cut short, are refused as by the strict parser', () => {
  const reader = taught()
  const bytes = Buffer.from(JSON.stringify(EVENT))
  for (let length = 0; length < bytes.length; length++)
    expect(reader.read(bytes.subarray(0, length))).toEqual(parseStrict(bytes.subarray(0, length)))
  const broken = Buffer.from(bytes)
  broken[bytes.indexOf('hello')] = 0xff
  expect(reader.read(broken)).toMatchObject({ ok: false })
})

test('odd shapes are left to the parser, and shapes without end are not learnt', () => {
  for (const value of [7, [], {}, { a: [] }, { 'a b': 1 }, { a: {} }, { type: 'x', '"': 1 }])
    expect(compileShape(value)).toBe(undefined)
  const reader = createShapeReader()
  for (let i = 0; i < 5000; i++) {
    const keys = Object.fromEntries(Array.from({ length: 6 }, (_, k) => [`k${(i * 7 + k * i) % 97}`, k]))
    const bytes = Buffer.from(JSON.stringify({ type: `t${i % 50}`, data: keys }))
    expect(reader.read(bytes)).toEqual(parseStrict(bytes))
  }
  expect(reader.shapes).toBeLessThanOrEqual(64)
})
