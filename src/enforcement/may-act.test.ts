import { expect, test } from 'vitest'
import { mayManageEndpoints, mayResend } from './delivery/may-resend.ts'
import { mayAppeal } from './may-appeal.ts'
import { type Actor, mayReverse } from './may-reverse.ts'
import { mayReverseStrike } from './may-reverse-strike.ts'

const actor = (worlds: Actor['worlds'], ...capabilities: string[]): Actor => ({
  worlds,
  may: (capability) => capabilities.includes(capability),
})
const all = actor(null, 'enforcement.act', 'endpoint.manage')
const inPlaza = actor(new Set(['plaza']), 'enforcement.act', 'endpoint.manage')

test('an enforcement is taken back by whoever may act in its world, and only while it is in force', () => {
  const inForce = { state: 'applied', world: 'plaza' } as const
  expect(mayReverse(inForce, all)).toEqual({ ok: true })
  expect(mayReverse(inForce, inPlaza)).toEqual({ ok: true })
  expect(mayReverse(inForce, actor(null))).toEqual({ ok: false, why: 'no-right' })
  expect(mayReverse({ ...inForce, world: 'school' }, inPlaza)).toEqual({ ok: false, why: 'other-world' })
  // What holds in all worlds is not among some.
  for (const world of [null, undefined])
    expect(mayReverse({ ...inForce, world }, inPlaza)).toEqual({ ok: false, why: 'other-world' })
  for (const state of ['reversed', 'expired'] as const)
    expect(mayReverse({ ...inForce, state }, all)).toEqual({ ok: false, why: state })
})

test('a strike is taken back once', () => {
  expect(mayReverseStrike({ isReversed: false, world: 'plaza' }, inPlaza)).toEqual({ ok: true })
  expect(mayReverseStrike({ isReversed: true, world: 'plaza' }, all)).toEqual({ ok: false, why: 'reversed' })
  expect(mayReverseStrike({ isReversed: false, world: null }, inPlaza)).toEqual({
    ...{ ok: false, why: 'other-world' },
  })
})

test('a statement is appealed until its time is over', () => {
  expect(mayAppeal({ appealUntilMs: 100 }, 99)).toEqual({ ok: true })
  expect(mayAppeal({ appealUntilMs: 100 }, 100)).toEqual({ ok: false, why: 'late' })
  expect(mayAppeal({ appealUntilMs: undefined }, 0)).toEqual({ ok: false, why: 'never' })
})

test('what is dead or delivered is sent again, by whoever may see all worlds', () => {
  for (const state of ['dead', 'delivered'] as const) expect(mayResend({ state }, all)).toEqual({ ok: true })
  for (const state of ['waiting', 'behind', 'sending'] as const)
    expect(mayResend({ state }, all)).toEqual({ ok: false, why: 'under-way' })
  expect(mayResend({ state: 'dropped' }, all)).toEqual({ ok: false, why: 'removed' })
  expect(mayResend({ state: 'dead' }, inPlaza)).toEqual({ ok: false, why: 'other-world' })
  expect(mayManageEndpoints(actor(null, 'enforcement.act'))).toEqual({ ok: false, why: 'no-right' })
})
