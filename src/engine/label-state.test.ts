import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Decision } from '../core/decision.ts'
import type { Effect } from '../core/effect.ts'
import type { EntityRef } from '../core/entity.ts'
import { decisionIds } from '../core/id.ts'
import { borne } from './label-state.fixture.ts'
import { type AppliedLabels, createLabelState } from './label-state.ts'
import type { LabelChange } from './ports.ts'

const MINUTE = 60_000
const START = Date.UTC(2026, 0, 31)
const one = 'account:one' as EntityRef
const two = 'account:two' as EntityRef

/** Decisions with label effects, in order of arrival. */
function deciding() {
  const ids = decisionIds()
  return (
    nowMs: number,
    ...asked: readonly {
      readonly set?: string
      readonly unset?: string
      readonly on?: EntityRef
      readonly rule?: string
      readonly forMs?: number
    }[]
  ) =>
    ({
      decision: ids(nowMs),
      receivedAt: new Date(nowMs).toISOString(),
      effects: asked.map(({ set, unset, on = one, rule = 'rule.a', forMs }): Effect => {
        const base = { rule, policy: 'p@1', target: on }
        if (set === undefined) return { kind: 'unlabel', ...base, label: unset! }
        const until = forMs === undefined ? {} : { until: new Date(nowMs + forMs).toISOString() }
        return { kind: 'label', ...base, label: set, ...until }
      }),
    }) as unknown as Decision
}

test('a label is borne from its decision on until its end, by this entity and no other', () => {
  const state = createLabelState()
  const decide = deciding()
  const applied = state.applyEffects(decide(START, { set: 'scammer', forMs: MINUTE }))
  expect(applied?.changes).toMatchObject([
    { op: 'set', entity: one, untilMs: START + MINUTE, rule: 'rule.a' },
  ])
  for (const settle of [() => undefined, () => state.settle(applied!)]) {
    settle()
    expect(state.has(one, 'scammer', START)).toBe(true)
    expect(state.has(one, 'scammer', START + MINUTE - 1)).toBe(true)
    expect(state.has(one, 'scammer', START + MINUTE)).toBe(false)
    expect(state.has(two, 'scammer', START)).toBe(false)
    expect(state.has(one, 'trusted', START)).toBe(false)
  }
})

test('a decision that was not stored leaves no trace, whatever came after it', () => {
  const state = createLabelState()
  const decide = deciding()
  const lost = state.applyEffects(decide(START, { set: 'scammer' }))!
  const kept = state.applyEffects(decide(START, { set: 'scammer', rule: 'rule.b', forMs: MINUTE }))!
  const off = state.applyEffects(decide(START + 1, { unset: 'scammer' }))!
  expect(state.has(one, 'scammer', START + 1)).toBe(false)
  state.undo(off)
  expect(state.has(one, 'scammer', START + 9 * MINUTE)).toBe(true)
  state.undo(lost)
  expect(state.has(one, 'scammer', START + MINUTE - 1)).toBe(true)
  expect(state.has(one, 'scammer', START + MINUTE)).toBe(false)
  state.settle(kept)
  expect(state.has(one, 'scammer', START + MINUTE - 1)).toBe(true)
})

test('no rule shortens what another set; the latest word of one rule holds', () => {
  const state = createLabelState()
  const decide = deciding()
  const say = (nowMs: number, rule: string, forMs: number) =>
    state.settle(state.applyEffects(decide(nowMs, { set: 'scammer', rule, forMs }))!)
  say(START, 'long', 60 * MINUTE)
  say(START + 1, 'short', MINUTE)
  expect(state.has(one, 'scammer', START + 59 * MINUTE)).toBe(true)
  say(START + 2, 'long', MINUTE)
  expect(state.has(one, 'scammer', START + 2 * MINUTE)).toBe(false)
})

test('in one decision a label that is both set and taken off stands', () => {
  const state = createLabelState()
  const decide = deciding()
  state.settle(state.applyEffects(decide(START, { set: 'new' }))!)
  state.settle(state.applyEffects(decide(START + 1, { set: 'new', rule: 'b' }, { unset: 'new', rule: 'c' }))!)
  expect(state.has(one, 'new', START + 1)).toBe(true)
})

test('what changes nothing is not recorded: taking off what is not borne, setting again what never ends', () => {
  const state = createLabelState()
  const decide = deciding()
  expect(state.applyEffects(decide(START, { unset: 'scammer' }))).toBe(undefined)
  const first = state.applyEffects(decide(START, { set: 'scammer' }))!
  // Until the first is stored it may yet be undone: then the second has to stand by itself.
  const second = state.applyEffects(decide(START + 1, { set: 'scammer' }))
  expect(second).toBeDefined()
  state.settle(first)
  state.settle(second!)
  expect(state.applyEffects(decide(START + 2, { set: 'scammer' }))).toBe(undefined)
  expect(state.applyEffects(decide(START + 2, { set: 'scammer', rule: 'rule.b' }))).toBeDefined()
  expect(state.applyEffects(decide(START + 2))).toBe(undefined)
})

test('sweeping forgets what is over, and nothing else', () => {
  const state = createLabelState()
  const decide = deciding()
  for (let i = 0; i < 3000; i++) {
    const on = `account:${i}` as EntityRef
    const forMs = i % 10 === 0 ? {} : { forMs: MINUTE }
    state.settle(state.applyEffects(decide(START + i, { set: 'seen', on, ...forMs }))!)
    if (i % 4 === 0) state.settle(state.applyEffects(decide(START + i, { unset: 'seen', on }))!)
  }
  expect(state.count).toBe(3000)
  const { bytes } = state
  for (let i = 0; i < 256; i++) state.sweep(START + 60 * MINUTE)
  expect(state.count).toBe(150)
  expect(state.bytes).toBeLessThan(bytes / 2)
  for (let i = 0; i < 3000; i++)
    expect(state.has(`account:${i}`, 'seen', START + MINUTE)).toBe(i % 10 === 0 && i % 4 !== 0)
})

test('odd names and the longest ids are told apart', () => {
  const state = createLabelState()
  const ids = decisionIds()
  const entities = [
    'x:a',
    `x:${'a'.repeat(256)}`,
    `x:${'a'.repeat(255)}b`,
    'x:🐉',
    'x:\u{1F409}\u{FE0F}',
    'x:\uac00',
    'x:\u1100\u1161',
    'x:__proto__',
  ]
  const labels = ['a', 'a.b-c_d', 'constructor', '__proto__', 'a\nb']
  const pairs = entities.flatMap((entity) => labels.map((label) => ({ entity, label })))
  for (const [i, pair] of pairs.entries()) {
    expect(state.has(pair.entity, pair.label, START)).toBe(false)
    state.apply({
      id: ids(START).slice(2),
      atMs: START,
      op: 'set',
      untilMs: START + i + 1,
      rule: undefined,
      ...pair,
    } as LabelChange)
  }
  for (const [i, { entity, label }] of pairs.entries())
    expect([state.has(entity, label, START + i), state.has(entity, label, START + i + 1)]).toEqual([
      true,
      false,
    ])
})

function told(has: (entity: string, label: string) => boolean): string {
  const pairs = [one, two].flatMap((entity) => ['a', 'b'].map((label) => [entity, label] as const))
  return pairs.map(([entity, label]) => `${entity} ${label} ${has(entity, label)}`).join()
}

// At ids of the same ms from two processes the state looks no closer: here there are none.
const step = fc.record({
  what: fc.constantFrom('decide', 'decide', 'decide', 'settle', 'undo', 'elsewhere', 'sweep'),
  label: fc.constantFrom('a', 'b'),
  on: fc.constantFrom(one, two),
  rule: fc.constantFrom('r1', 'r2', 'r3'),
  set: fc.boolean(),
  forMs: fc.constantFrom(undefined, MINUTE, 20 * MINUTE),
  pick: fc.nat(),
  waitMs: fc.constantFrom(0, 1, MINUTE, 7 * MINUTE),
})

test('whatever is stored, undone, learnt late and swept, borne is what the definition says', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const state = createLabelState({ seed: [1, 2] })
      const decide = deciding()
      const ids = decisionIds()
      const stored: LabelChange[] = []
      const all: LabelChange[] = []
      const open: AppliedLabels[] = []
      const elsewhere: LabelChange[] = []
      let nowMs = START
      for (const { what, label, on, rule, set, forMs, pick, waitMs } of steps) {
        nowMs += waitMs
        if (what === 'decide') {
          const decision = decide(nowMs, {
            [set ? 'set' : 'unset']: label,
            on,
            rule,
            ...(forMs ? { forMs } : {}),
          })
          const applied = state.applyEffects(decision)
          if (applied) open.push(applied)
        } else if (what === 'elsewhere') {
          nowMs++
          // Another process' changes become known in any order, some minutes late.
          const change = {
            id: ids(nowMs).slice(2),
            atMs: nowMs,
            entity: on,
            label,
            op: set ? 'set' : 'unset',
          } as const
          elsewhere.push({ ...change, untilMs: set && forMs ? nowMs + forMs : undefined, rule: undefined })
          nowMs++
        } else if (what === 'sweep') {
          for (let i = 0; i < 256; i++) state.sweep(nowMs)
        } else if (open.length > 0) {
          const [applied] = open.splice(pick % open.length, 1)
          if (what === 'undo') state.undo(applied!)
          else {
            state.settle(applied!)
            stored.push(...applied!.changes)
          }
        }
        // Later than ten minutes none may be: a taking off is forgotten then.
        while (elsewhere.length > 3 || (elsewhere.length > 0 && nowMs - elsewhere[0]!.atMs > 2 * MINUTE)) {
          const [change] = elsewhere.splice(pick % elsewhere.length, 1)
          state.apply(change!)
          stored.push(change!)
        }
        all.splice(0, all.length, ...stored, ...open.flatMap(({ changes }) => changes))
        expect(told((entity, label) => state.has(entity, label, nowMs))).toBe(
          told((entity, label) => borne(all, entity, label, nowMs)),
        )
      }
    }),
    { numRuns: 500 },
  )
})

test('without other processes, what is left out changes nothing', () => {
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60, size: 'max' }), (steps) => {
      const state = createLabelState()
      const decide = deciding()
      const stored: LabelChange[] = []
      const open: { readonly asked: LabelChange[]; readonly applied: AppliedLabels | undefined }[] = []
      let nowMs = START
      for (const { what, label, on, rule, set, forMs, pick, waitMs } of steps) {
        nowMs += waitMs
        if (what === 'decide') {
          const decision = decide(nowMs, {
            [set ? 'set' : 'unset']: label,
            on,
            rule,
            ...(forMs ? { forMs } : {}),
          })
          const applied = state.applyEffects(decision)
          const asked = createLabelState()
          // A state with both kinds of change takes everything in: what it gives is all that was asked.
          asked.apply({
            id: '0'.repeat(32),
            atMs: 0,
            entity: on,
            label,
            op: 'set',
            untilMs: undefined,
            rule: 'x',
          })
          open.push({ asked: [...asked.applyEffects(decision)!.changes], applied })
        } else if (open.length > 0) {
          const [{ asked, applied } = { asked: [], applied: undefined }] = open.splice(pick % open.length, 1)
          if (what !== 'undo') stored.push(...asked)
          if (applied && what === 'undo') state.undo(applied)
          else if (applied) state.settle(applied)
        }
        const all = [...stored, ...open.flatMap(({ asked }) => asked)]
        expect(told((entity, label) => state.has(entity, label, nowMs))).toBe(
          told((entity, label) => borne(all, entity, label, nowMs)),
        )
      }
    }),
    { numRuns: 500 },
  )
})
