import { expect, test } from 'vitest'
import { z } from 'zod'
import { Event } from '../core/event.ts'
import { CreateKeyRequest } from './contract/keys.ts'
import { jsonSchemaOf, validatorOf } from './validator.ts'

const check = validatorOf(Event)

test('an event that fits has no problems', () => {
  expect(check({ type: 'chat.message', data: {} })).toBeUndefined()
  expect(
    check({
      id: 'e-1',
      type: 'chat.message',
      time: '2026-11-23T09:00:00+09:00',
      actor: 'account:하치',
      data: { a: [1, null, { b: 'x' }] },
    }),
  ).toBeUndefined()
})

test('every field that does not fit is named, with the way out and without its value', () => {
  const problems = check({
    id: 'a b',
    typ: 'x',
    time: 'yesterday',
    actor: 'secret',
    data: [],
  })
  expect(problems).toEqual(
    expect.arrayContaining([
      { field: 'typ', problem: 'there is no such field', wayOut: 'did you mean "type"?' },
      { field: 'type', problem: 'is required', wayOut: 'send it' },
      expect.objectContaining({ field: 'id', problem: 'must be printable ASCII without spaces' }),
      expect.objectContaining({ field: 'time', problem: expect.stringContaining('2026-11-23T09:00:00Z') }),
      expect.objectContaining({ field: 'actor', problem: expect.stringContaining('account:u1') }),
      expect.objectContaining({ field: 'data', problem: 'must be an object' }),
    ]),
  )
  expect(JSON.stringify(problems)).not.toMatch(/secret|yesterday/)
  expect(check('text')).toEqual([expect.objectContaining({ field: '(body)', problem: 'must be an object' })])
})

test('lists are named by index, and problems are bounded', () => {
  const keys = validatorOf(CreateKeyRequest)
  expect(keys({ name: 'n', scopes: ['screen', 'write'] })?.[0]).toMatchObject({
    field: 'scopes[1]',
    problem: 'must be one of screen, read, label, report, review, person, admin',
  })
  const many = Object.fromEntries(Array.from({ length: 500 }, (_, index) => [`k${index}`, 1]))
  expect(check({ type: 'x', data: {}, ...many })).toHaveLength(20)
})

test('the data of an event is any JSON object, without a recursive schema', () => {
  expect(JSON.stringify(jsonSchemaOf(Event))).not.toContain('$ref')
})

test('what JSON Schema cannot say is asked for all the same, wherever it stands', () => {
  const even = z.int().refine((one) => one % 2 === 0, 'expected an even number')
  const check = validatorOf(z.strictObject({ list: z.array(z.union([even, z.string()])).exactOptional() }))
  expect(check({ list: [2, 'x'] })).toBeUndefined()
  expect(check({ list: [2, 3] })).toBeDefined()
  const plain = validatorOf(z.strictObject({ box: z.tuple([z.number(), even]) }))
  expect(plain({ box: [1, 2] })).toBeUndefined()
  expect(plain({ box: [1, 3] })).toMatchObject([{ field: 'box[1]', problem: 'expected an even number' }])
})
