import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Event } from '../core/event.ts'
import { canonicalEvent } from './canonical-event.ts'
import { firstDifference } from './first-difference.ts'

const base: Event = { id: 'e-1', type: 'chat.message', data: { text: 'hi', tags: ['a', { b: 1 }], n: 1 } }

test.each<[string, Event, string]>([
  ['another type', { ...base, type: 'comment' }, 'type'],
  ['a world where there was none', { ...base, world: 'plaza' }, 'world'],
  ['another text', { ...base, data: { ...base.data, text: 'ho' } }, 'data.text'],
  ['a field less', { ...base, data: { text: 'hi', tags: ['a', { b: 1 }] } }, 'data.n'],
  ['deep in a list', { ...base, data: { ...base.data, tags: ['a', { b: 2 }] } }, 'data.tags[1].b'],
  ['another kind of value', { ...base, data: { ...base.data, tags: null } }, 'data.tags'],
])('names the first differing field: %s', (_, other, field) => {
  expect(firstDifference(base, other)).toBe(field)
})

const events = fc.record({
  type: fc.constant('t'),
  data: fc.dictionary(fc.string(), fc.jsonValue()),
}) as fc.Arbitrary<Event>

function shuffled(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(shuffled)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, inner]) => [key, shuffled(inner)]),
  )
}

test('the order of keys makes no difference, and the canonical text is one line', () => {
  fc.assert(
    fc.property(events, (event) => {
      const other = shuffled(event) as Event
      expect(firstDifference(event, other)).toBe(undefined)
      expect(canonicalEvent(event)).toBe(canonicalEvent(other))
      expect(canonicalEvent(event)).not.toMatch(/[\n\r]/)
    }),
  )
})

test('two events have the same canonical text exactly when they do not differ', () => {
  fc.assert(
    fc.property(events, events, (a, b) => {
      expect(canonicalEvent(a) === canonicalEvent(b)).toBe(firstDifference(a, b) === undefined)
    }),
  )
})

test('a key named __proto__ is kept', () => {
  const event = {
    type: 't',
    data: JSON.parse('{"__proto__": 1, "a": {"x": 1, "__proto__": {"y": 2}}}'),
  } as Event
  expect(JSON.parse(canonicalEvent(event))).toEqual(JSON.parse(JSON.stringify(event)))
  expect(canonicalEvent(event)).toContain('"__proto__":1')
})
