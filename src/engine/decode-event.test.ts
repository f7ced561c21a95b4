import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event } from '../core/event.ts'
import { checkPack } from '../pack/check-pack.ts'
import { SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { compileRuleset } from './compile-ruleset.ts'
import { decodeEvent } from './decode-event.ts'

const NOW = Date.parse('2026-11-23T09:00:00Z')
const RULESET = compileRuleset(checkPack(SMALL_PACK).pack!)
const decode = (event: unknown) => decodeEvent(RULESET, event as Event, NOW)
const chat = (data: object, more: object = {}) => decode({ type: 'chat.message', data, ...more })

test('an event of the wire becomes typed, with its times in ms', () => {
  expect(
    chat(
      { text: 'hi', account_created: '2026-11-22T09:00:00+00:00', mentions: ['account:u2'], level: 3 },
      { id: 'e-1', time: '2026-11-23T08:59:59.5Z', world: 'school', session: 'room:r7', actor: 'account:u1' },
    ),
  ).toEqual({
    ok: true,
    event: {
      id: 'e-1',
      type: 'chat.message',
      time: NOW - 500,
      receivedAt: NOW,
      world: 'school',
      session: 'room:r7',
      actor: 'account:u1',
      target: undefined,
      data: { text: 'hi', account_created: NOW - 86_400_000, mentions: ['account:u2'], level: 3 },
    },
  })
})

test('what the client leaves out is given: time, world; null is as good as nothing', () => {
  const decoded = chat({ text: 'hi', level: null })
  expect(decoded).toMatchObject({ ok: true, event: { time: NOW, world: 'plaza', data: { text: 'hi' } } })
})

test.each([
  ['no such event type', decode({ type: 'chat.mesage', data: {} }), 'type', /did you mean "chat.message"/],
  ['no such world', chat({ text: 'x' }, { world: 'plazza' }), 'world', /did you mean "plaza"/],
  ['no such field', chat({ text: 'x' }, { actr: 'account:u1' }), 'actr', /did you mean "actor"/],
  ['no such feature', chat({ text: 'x', levle: 3 }), 'data.levle', /did you mean "level"/],
  ['required', chat({}), 'data.text', /add text of type string/],
  ['wrong type', chat({ text: 7 }), 'data.text', /quotes/],
  ['too long', chat({ text: 'x'.repeat(201) }), 'data.text', /shorten/],
  ['half a surrogate pair', chat({ text: 'x\ud800' }), 'data.text', /well-formed/],
  ['NUL', chat({ text: 'x\0' }), 'data.text', /well-formed/],
  ['a fraction', chat({ text: 'x', level: 1.5 }), 'data.level', /whole/],
  ['beyond 2^53', chat({ text: 'x', level: 2 ** 53 }), 'data.level', /text/],
  ['not finite', chat({ text: 'x', level: Number.NaN }), 'data.level', /whole/],
  [
    '30 February',
    chat({ text: 'x', account_created: '2026-02-30T00:00:00Z' }),
    'data.account_created',
    /RFC 3339/,
  ],
  ['list too long', chat({ text: 'x', mentions: Array(6).fill('account:a') }), 'data.mentions', /shorten/],
  [
    'wrong kind in a list',
    chat({ text: 'x', mentions: ['account:a', 'room:r'] }),
    'data.mentions[1]',
    /account:u1/,
  ],
  ['wrong actor', chat({ text: 'x' }, { actor: 'room:r1' }), 'actor', /account:u1/],
  ['no entity', chat({ text: 'x' }, { session: 'r1' }), 'session', /kind:id/],
  ['__proto__', chat(JSON.parse('{"text":"x","__proto__":{}}')), 'data.__proto__', /./],
  ['constructor', chat({ text: 'x', constructor: 1 }), 'data.constructor', /./],
  ['too early', chat({ text: 'x' }, { time: '2026-11-23T09:06:00Z' }), 'time', /clock/],
  ['too late', chat({ text: 'x' }, { time: '2026-11-01T09:00:00Z' }), 'time', /clock/],
  ['no event id', chat({ text: 'x' }, { id: 'a b' }), 'id', /printable/],
])('refused: %s', (_name, decoded, field, wayOut) => {
  expect(decoded.ok).toBe(false)
  if (decoded.ok) return
  expect(decoded.problems.map((one) => one.field)).toEqual([field])
  expect(decoded.problems[0]!.wayOut).toMatch(wayOut)
})

test('every problem is told at once', () => {
  const decoded = chat({ level: 1000, nothing: 1 }, { world: 'moon' })
  expect(!decoded.ok && decoded.problems.map(({ field }) => field)).toEqual([
    'world',
    'data.text',
    'data.level',
    'data.nothing',
  ])
})

test('anything at all is decoded or refused, and no problem repeats a value', () => {
  const secret = 'qzxsecretxzq'
  const value = fc.oneof(fc.jsonValue(), fc.constant(secret), fc.string({ unit: 'binary' }), fc.double())
  const name = fc.constantFrom('id', 'time', 'world', 'session', 'actor', 'target')
  const feature = fc.constantFrom('text', 'account_created', 'mentions', 'level', 'other')
  fc.assert(
    fc.property(
      fc.dictionary(name, value),
      fc.oneof(fc.dictionary(feature, value), value),
      (fields, data) => {
        const decoded = decode({ type: 'chat.message', ...fields, data })
        if (!decoded.ok) expect(JSON.stringify(decoded.problems)).not.toContain(secret)
        else expect(typeof decoded.event.data.text).toBe('string')
      },
    ),
    { numRuns: 1000 },
  )
})
