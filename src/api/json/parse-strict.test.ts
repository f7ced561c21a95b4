import fc from 'fast-check'
import { expect, test } from 'vitest'
import { locateFault } from './locate-fault.ts'
import { parseStrict } from './parse-strict.ts'

function parse(text: string | Uint8Array) {
  return parseStrict(Buffer.from(text as string))
}

function problem(text: string | Uint8Array) {
  const parsed = parse(text)
  if (parsed.ok) throw new Error('expected a problem')
  return parsed.problem
}

/** JSON values without the keys that are refused. */
const fitJson = fc
  .jsonValue({ maxDepth: 5, stringUnit: 'binary' })
  .filter(
    (value) =>
      !/"(__proto__|constructor|prototype)":/.test(JSON.stringify(value)) &&
      !/\\u0000|\\ud[89a-f]/i.test(JSON.stringify(value)),
  )

test('whatever JSON is fit is read as JSON.parse reads it', () => {
  fc.assert(
    fc.property(fitJson, fc.constantFrom(undefined, 1, '\t'), (value, indent) => {
      const text = JSON.stringify(value, null, indent)
      expect(parse(text)).toEqual({ ok: true, value: JSON.parse(text) })
    }),
  )
})

test('the slow reader finds a fault wherever JSON.parse throws, and calls malformed only what it throws at', () => {
  const pieces = fc.constantFrom(
    ...[
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"b"',
      '"',
      '\\',
      '\\u0041',
      '"\\u0061"',
      '1',
      '-',
      '0',
      '.5',
      'e9',
      'true',
      'null',
      ' ',
      '\n',
      '\u0001',
      '가',
    ],
  )
  const mangled = fc.tuple(fc.json(), fc.nat(), fc.nat(3), pieces).map(([text, at, cut, piece]) => {
    const place = at % (text.length + 1)
    return text.slice(0, place) + piece + text.slice(place + cut)
  })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.array(pieces, { maxLength: 12 }).map((all) => all.join('')),
        mangled,
      ),
      (text) => {
        fc.pre(!/\p{Cs}/u.test(text))
        let parses = true
        try {
          JSON.parse(text)
        } catch {
          parses = false
        }
        const fault = locateFault(text)
        // A text that does not parse may have another fault before the place where parsing ends.
        if (parses) expect(fault?.kind).not.toBe('malformed-json')
        else expect(fault).toBeDefined()
        expect(parse(text).ok).toBe(fault === undefined)
      },
    ),
    { numRuns: 2000 },
  )
})

test('a duplicated key is named with its place, however it is spelt', () => {
  expect(problem('{"type":"a",\n "data":{"x":1, "x":2}}')).toMatchObject({
    status: 400,
    field: 'data.x',
    detail: 'The key data.x stands again at position 29 (line 2, column 17).',
  })
  expect(problem('{"a":1,"\\u0061":2}').field).toBe('a')
  expect(problem('[{"k":"v\\\\","k":"\\"k\\":"}]').field).toBe('[0].k')
  expect(parse('{"a":"\\":","b":["a","b"],"c":{"a":1}}').ok).toBe(true)
})

test('keys that reach for prototypes are refused', () => {
  for (const key of ['__proto__', 'constructor', 'prototype', '\\u005f_proto__']) {
    const found = problem(`{"data":{"${key}":{"x":1}}}`)
    expect(found.type).toBe('urn:haechi:problem:forbidden-key')
    expect(found.field).toBe(`data.${JSON.parse(`"${key}"`)}`)
  }
})

test('text that is not Unicode is refused, naming the field', () => {
  expect(problem('{"data":{"text":"\\ud800"}}')).toMatchObject({ field: 'data.text', status: 400 })
  expect(problem('{"data":{"text":"a\\u0000b"}}').field).toBe('data.text')
  expect(problem('{"data":{"\\udc00":1}}').field).toBe('a key of data')
  expect(parse('{"text":"\\ud83d\\ude00"}').ok).toBe(true)
  expect(problem(Uint8Array.of(0x22, 0xff, 0x22)).detail).toBe('The body is not valid UTF-8.')
  expect(problem(Uint8Array.of(0x22, 0xed, 0xa0, 0x80, 0x22)).detail).toBe('The body is not valid UTF-8.')
})

test('nesting has a limit, and very deep nesting does no harm', () => {
  expect(parse('['.repeat(64) + ']'.repeat(64)).ok).toBe(true)
  expect(problem('['.repeat(65) + ']'.repeat(65)).type).toBe('urn:haechi:problem:too-deep')
  expect(problem('['.repeat(500_000)).type).toBe('urn:haechi:problem:too-deep')
  expect(problem('{"a":'.repeat(200_000)).type).toBe('urn:haechi:problem:too-deep')
})

test('a fault is placed without showing the content', () => {
  const found = problem('{"text": "my secret" oops}')
  expect(found.detail).toBe('At position 21 (line 1, column 22): expected "," or "}".')
  expect(JSON.stringify(found)).not.toMatch(/secret|oops/)
  expect(problem('').detail).toBe('At position 0 (line 1, column 1): expected a value.')
  expect(problem('\ufeff{}').type).toBe('urn:haechi:problem:malformed-json')
})
