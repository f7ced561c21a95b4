import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ValueType } from '../core/value.ts'
import { compileDecoder } from '../engine/compile-decoder.ts'
import type { FieldProblem } from '../engine/ruleset.ts'
import type { EventType, Feature } from '../pack/pack.ts'
import { decodePast } from './decode-past.ts'

const TYPES: Record<string, ValueType> = {
  flag: { kind: 'bool' },
  whole: { kind: 'int' },
  real: { kind: 'double' },
  text: { kind: 'string' },
  moment: { kind: 'timestamp' },
  span: { kind: 'duration' },
  who: { kind: 'entity' },
  rates: { kind: 'list', of: { kind: 'double' } },
  spans: { kind: 'map', of: { kind: 'list', of: { kind: 'duration' } } },
}
const features = new Map(
  Object.entries(TYPES).map(([name, type]): [string, Feature] => [
    name,
    {
      name,
      type,
      required: false,
      media: undefined,
      personal: false,
      min: undefined,
      max: undefined,
      description: undefined,
      place: { file: '', line: 1, column: 1 } as Feature['place'],
    },
  ]),
)
const decode = compileDecoder({ name: 'every.type', features } as unknown as EventType)

const wire = fc.oneof(
  fc.boolean(),
  fc.maxSafeInteger(),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
  fc.constantFrom(-0, 0.5, 2 ** 53, null),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('2026-11-23T09:00:00.123456Z', '2026-02-30T00:00:00Z', '90s', '1h30m', 'account:u1', '-5s'),
  fc.array(fc.oneof(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.constantFrom(-0, 'x')), {
    maxLength: 3,
  }),
  fc.dictionary(fc.string({ maxLength: 3 }), fc.array(fc.constantFrom('90s', '2h', 7), { maxLength: 2 }), {
    noNullPrototype: true,
    maxKeys: 3,
  }),
)

test('what was accepted is decoded as it was when it was judged', () => {
  fc.assert(
    fc.property(fc.constantFrom(...features.keys()), wire, (name, value) => {
      const problems: FieldProblem[] = []
      const judged = decode({ [name]: value } as never, problems)
      fc.pre(judged !== undefined)
      expect(decodePast({ name: '', features }, { [name]: value })[name]).toStrictEqual(judged![name])
    }),
    { numRuns: 3000 },
  )
})

test('what does not fit the type any more is missing, the rest is kept', () => {
  expect(
    decodePast(
      { name: '', features },
      { flag: 'yes', whole: 1.5, real: '2', text: 'kept', moment: 7, span: 'long', rates: [1, '2'], gone: 1 },
    ),
  ).toStrictEqual({
    flag: undefined,
    whole: undefined,
    real: undefined,
    text: 'kept',
    moment: undefined,
    span: undefined,
    rates: undefined,
  })
  expect(decodePast({ name: '', features }, undefined)).toStrictEqual({})
})
