import { expect, test } from 'vitest'
import { AUTHORITIES, type Authority, compareAuthority } from './authority.ts'
import { ASKED_FOR_MS, mayRaise } from './may-raise.ts'
import type { ModelRecord } from './model.ts'
import { planLower } from './plan-lower.ts'
import { planMove } from './plan-move.ts'
import { planRaise } from './plan-raise.ts'
import { after, evidence, NOW, seen } from './seen.fixture.ts'
import { MOST_IN } from './states.ts'

const [ONE, TWO] = ['usr-00000000000000000000000000000001', 'usr-00000000000000000000000000000002']
const live = (set: Partial<ModelRecord> = {}) =>
  seen({ state: 'live', certified: 'reversible', share: 1, ...set })
const raise = (by: string, to: Authority = 'rank', nowMs = NOW) => ({ by, to, nowMs, why: 'evidence' })

test('one person asks, another confirms, and only then may the model do more', () => {
  const before = live()
  const asked = after(before, planRaise(before, raise(ONE)))
  expect(asked.record.authority).toBe('observe')
  expect(planRaise(asked, raise(ONE))).toMatchObject({ ok: false, why: 'you asked for it yourself' })
  const raised = after(asked, planRaise(asked, raise(TWO)))
  expect(raised.record.authority).toBe('rank')
  expect(raised.entries.at(-1)).toMatchObject({
    kind: 'authority',
    body: { persons: [ONE, TWO], rests: [1] },
  })
})

test('what was asked for ends after a day, and with any change; another step is another request', () => {
  const before = live()
  const asked = after(before, planRaise(before, raise(ONE)))
  const step = (nowMs: number) => mayRaise(asked, raise(TWO, 'rank', nowMs))
  expect(step(NOW + ASKED_FOR_MS - 1)).toMatchObject({ step: 'confirm' })
  expect(step(NOW + ASKED_FOR_MS)).toMatchObject({ step: 'ask' })
  expect(mayRaise(asked, raise(TWO, 'reversible'))).toMatchObject({ step: 'ask' })
  const lowered = {
    ...asked,
    entries: [...asked.entries, { ...asked.entries[0]!, kind: 'authority' as const }],
  }
  expect(mayRaise(lowered, raise(TWO))).toMatchObject({ step: 'ask' })
})

test('no signature lifts a model above its certificate, its state, or an erasure; a key alone lifts nothing', () => {
  for (const to of AUTHORITIES)
    for (const certified of AUTHORITIES)
      for (const state of ['shadow', 'canary', 'live', 'evaluated', 'revoked'] as const) {
        const may = mayRaise(live({ certified, state }), raise(ONE, to)).ok
        const within = compareAuthority(to, certified) <= 0 && compareAuthority(to, MOST_IN[state]) <= 0
        expect(may, `${to} ${certified} ${state}`).toBe(within && to !== 'observe')
      }
  expect(mayRaise(live({ isTainted: true }), raise(ONE)).ok).toBe(false)
  expect(mayRaise(live(), raise('key:admin')).ok).toBe(false)
})

test('in an emergency a model in shadow may rank a queue, for all, once two persons say so', () => {
  const shadow = live({ state: 'shadow', share: 0 })
  const asked = after(shadow, planRaise(shadow, raise(ONE)))
  const ranks = after(asked, planRaise(asked, raise(TWO)))
  expect(ranks.record).toMatchObject({ state: 'shadow', authority: 'rank', share: 1 })
})

test('one person lowers alone; no certificate and no move raises it again, two persons do', () => {
  const before = live({ authority: 'reversible' })
  const lowered = after(before, planLower(before, { to: 'observe', by: ONE, why: 'complaints' }))
  expect(lowered.record).toMatchObject({ authority: 'observe', cap: 'observe' })
  expect(planLower(lowered, { to: 'rank', by: ONE, why: '' })).toMatchObject({ ok: false })
  const asked = after(lowered, planRaise(lowered, raise(ONE)))
  expect(after(asked, planRaise(asked, raise(TWO))).record).toMatchObject({ authority: 'rank', cap: 'rank' })
  const shadow = live({ state: 'shadow', share: 0, cap: 'rank' })
  const given = [evidence('probation', { verdict: 'pass' })]
  const canary = after(shadow, planMove(shadow, { evidence: given, to: 'canary' }, { nowMs: NOW }))
  expect(canary.record).toMatchObject({ state: 'canary', authority: 'rank', share: 0.01 })
})
