import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { EntityRef } from '../core/entity.ts'
import type { Event, JudgedEvent } from '../core/event.ts'
import { decisionIds } from '../core/id.ts'
import { checkPack } from '../pack/check-pack.ts'
import { SMALL_PACK } from '../pack/small-pack.fixture.ts'
import { type ContextOfType, createConversations } from './conversations.ts'
import { createEngine, type Engine } from './engine.ts'
import { NO_EVENT } from './event-frame.ts'
import { judged, rulesetOf } from './memory.fixture.ts'
import { replay } from './replay.ts'

const CONTEXT: ContextOfType = { content: 'text', of: new Set(['room', 'pair']), last: 3, withinMs: 60_000 }
const ASKED = { of: 'room', last: 3, withinMs: 60_000 } as const

function said(text: string, more: Partial<JudgedEvent> = {}): JudgedEvent {
  return {
    ...NO_EVENT,
    world: 'plaza',
    actor: 'account:a' as EntityRef,
    target: 'room:r' as EntityRef,
    receivedAt: 0,
    data: { text },
    ...more,
  }
}

describe('conversations', () => {
  test('give the last messages of a room before an event, oldest first, as of its arrival', () => {
    const conversations = createConversations()
    for (const text of ['1', '2', '3', '4']) conversations.take(said(text), CONTEXT, true)
    const earlier = conversations.take(said('5'), CONTEXT, true)
    conversations.take(said('6'), CONTEXT, true)
    expect(earlier(ASKED).map(({ text }) => text)).toEqual(['2', '3', '4'])
    expect(earlier({ ...ASKED, last: 1 }).map(({ text }) => text)).toEqual(['4'])
  })

  test('tell rooms, worlds and pairs apart, and a pair is one either way', () => {
    const conversations = createConversations()
    const b = { actor: 'account:b' as EntityRef, target: 'account:a' as EntityRef }
    const a = { actor: 'account:a' as EntityRef, target: 'account:b' as EntityRef }
    conversations.take(said('from b', b), CONTEXT, true)
    const pair = { ...ASKED, of: 'pair' } as const
    expect(
      conversations
        .take(
          said('', a),
          CONTEXT,
          false,
        )(pair)
        .map(({ actor }) => actor),
    ).toEqual(['account:b'])
    expect(conversations.take(said('', a), CONTEXT, false)(ASKED)).toEqual([])
    expect(conversations.take(said('', { ...a, world: 'school' }), CONTEXT, false)(pair)).toEqual([])
  })

  test('forget what is too old, what was not stored, and what is read only', () => {
    const conversations = createConversations()
    const lost = said('lost')
    conversations.take(lost, CONTEXT, true)
    conversations.take(said('kept', { receivedAt: 1000 }), CONTEXT, true)
    conversations.forget(lost)
    conversations.take(said('read only', { receivedAt: 2000 }), CONTEXT, false)
    const at = (receivedAt: number) =>
      conversations
        .take(
          said('', { receivedAt }),
          CONTEXT,
          false,
        )(ASKED)
        .map(({ text }) => text)
    expect(at(61_000)).toEqual(['kept'])
    expect(at(61_001)).toEqual([])
    conversations.sweep(61_001)
    expect(conversations.bytes).toBe(0)
  })

  test('never hold more than their budget, and let go of who spoke longest ago', () => {
    const conversations = createConversations(5000)
    const talk = fc.array(fc.record({ room: fc.nat(30), text: fc.string({ maxLength: 300 }) }), {
      maxLength: 100,
    })
    fc.assert(
      fc.property(talk, (messages) => {
        for (const { room, text } of messages)
          conversations.take(said(text, { target: `room:${room}` as EntityRef }), CONTEXT, true)
        expect(conversations.bytes).toBeLessThanOrEqual(5000)
      }),
    )
    for (let room = 0; room < 30; room++)
      conversations.take(said('hi', { target: `room:${room}` as EntityRef }), CONTEXT, true)
    const of = (room: number) =>
      conversations.take(said('', { target: `room:${room}` as EntityRef }), CONTEXT, false)(ASKED).length
    expect(of(29)).toBe(1)
    expect(of(0)).toBe(0)
  })
})

const RULES = `- id: split
  policy: harassment.insult
  on: [chat.message, direct.message]
  when: split.count > 0 || pieces.count > 0
  then: { verdict: mask }
`
const HAECHI = SMALL_PACK['haechi.yaml']!.replace(
  'signals:\n',
  `signals:
  split: { kind: split_terms, of: content, banks: [insults_en], context: { of: room, last: 6 } }
  pieces: { kind: split_contacts, of: content, context: { of: room, last: 6 } }
`,
)
const RULESET = rulesetOf({ 'haechi.yaml': HAECHI, 'rules/split.yaml': RULES })

function engineAt(clock: { ms: number }): Engine {
  return createEngine({ ruleset: RULESET, clock: { now: () => clock.ms }, ids: decisionIds(), settles: true })
}

function chat(actor: string, text: string, room = 'r'): Event {
  return {
    type: 'chat.message',
    actor: `account:${actor}` as EntityRef,
    target: `room:${room}` as EntityRef,
    data: { text },
  }
}

describe('a signal that reads earlier messages', () => {
  const play = (engine: Engine, clock: { ms: number }, talk: readonly (readonly [string, string])[]) =>
    talk.map(([actor, text]) => {
      clock.ms += 1000
      return judged(engine, chat(actor, text)).decision
    })

  test('finds a term that one account sends in pieces, whoever speaks between, when the last piece comes', () => {
    const clock = { ms: Date.UTC(2026, 10, 26) }
    const decisions = play(engineAt(clock), clock, [
      ['a', 'you dunder'],
      ['b', 'hello'],
      ['a', 'head!'],
      ['b', 'head'],
    ])
    expect(decisions.map(({ verdict }) => verdict)).toEqual(['allow', 'allow', 'mask', 'allow'])
    expect(decisions[2]).toMatchObject({ masked: '*****', reasons: [{ rule: 'split', spans: [[0, 5]] }] })
  })

  test('finds a number to call, and tells which part of it is in this message', () => {
    const clock = { ms: Date.UTC(2026, 10, 26) }
    const [, , last] = play(engineAt(clock), clock, [
      ['a', '010'],
      ['a', '2345'],
      ['a', '6789 ㄱㄱ'],
    ])
    expect(last).toMatchObject({ masked: '**** ㄱㄱ', reasons: [{ spans: [[0, 4]] }] })
  })

  test.each([
    ['words that only touch', ['a', 'under'], ['a', 'header']],
    ['a term within the last message', ['a', 'hi'], ['a', 'score 010']],
    ['pieces of two accounts', ['a', 'dunder'], ['b', 'head']],
  ] as const)('does not find %s', (_, one, other) => {
    const clock = { ms: Date.UTC(2026, 10, 26) }
    expect(play(engineAt(clock), clock, [one, other]).at(-1)!.verdict).toBe('allow')
  })

  test('does not find pieces a minute apart, nor in another room, nor of an event that was not stored', () => {
    const clock = { ms: Date.UTC(2026, 10, 26) }
    const engine = engineAt(clock)
    judged(engine, chat('a', 'dunder'))
    expect(judged(engine, chat('a', 'head', 'other')).decision.verdict).toBe('allow')
    clock.ms += 61_000
    expect(judged(engine, chat('a', 'head')).decision.verdict).toBe('allow')
    judged(engine, chat('b', 'dunder'), undefined, false)
    expect(judged(engine, chat('b', 'head')).decision.verdict).toBe('allow')
  })

  test('is recorded with the decision, without the messages, and replayed from the record', async () => {
    const clock = { ms: Date.UTC(2026, 10, 26) }
    const engine = engineAt(clock)
    judged(engine, chat('a', 'dunder'))
    const event = chat('a', 'head')
    const { decision } = judged(engine, event)
    expect(decision.context).toEqual({
      split: {
        value: { count: 1, terms: ['dunderhead'], policies: ['harassment.insult'], banks: ['insults_en'] },
        spans: [[0, 4]],
      },
    })
    expect(await replay(RULESET, { decision, event })).toMatchObject({
      ok: true,
      same: true,
      differences: [],
    })
    const first = judged(engine, chat('c', 'hello')).decision
    expect(first.context).toBeUndefined()
    expect(await replay(RULESET, { decision: first, event: chat('c', 'hello') })).toMatchObject({
      same: true,
    })
  })
})

test('a counter that reads such a signal is refused, and so is one of another feature than the content', () => {
  const codes = (over: Record<string, string>) =>
    checkPack({ ...SMALL_PACK, 'haechi.yaml': HAECHI, 'rules/split.yaml': RULES, ...over }).diagnostics.map(
      ({ code }) => code,
    )
  expect(codes({})).not.toContain('context-in-counter')
  const counter = (line: string) => ({ 'counters.yaml': `c: ${line}\n` })
  expect(
    codes(counter('{ count: true, by: actor, on: chat.message, window: 1m, where: split.count > 0 }')),
  ).toContain('context-in-counter')
  expect(codes(counter('{ sum: split.count, by: actor, on: chat.message, window: 1m }'))).toContain(
    'context-in-counter',
  )
  expect(
    codes({ 'haechi.yaml': HAECHI.replace('split_terms, of: content', 'split_terms, of: text') }),
  ).toContain('not-of-content')
})
