import { expect, test } from 'vitest'
import type { UserId } from '../core/ids.ts'
import type { Pack } from '../pack/pack.ts'
import { type Claimer, mayClaim, type WhyNotClaim } from './may-claim.ts'
import { mayManageJob } from './may-manage-job.ts'

const ME = `usr-${'1'.repeat(32)}` as UserId
const OTHER = `usr-${'2'.repeat(32)}` as UserId
const queue = { clearance: undefined, languages: undefined }
const pack = { queues: new Map([['appeals', queue]]) } as unknown as Pick<Pack, 'queues'>
const reviewer: Claimer = {
  worlds: null,
  person: {
    ...{ id: ME, name: 'me', role: 'reviewer', worlds: null },
    skills: { languages: null, families: ['harassment'], clearance: 'S1' },
  },
  mayAdjudicate: false,
  mayManage: false,
}
const lead: Claimer = { ...reviewer, mayManage: true }

const appeal: Parameters<typeof mayClaim>[2] = {
  ...{ kind: 'appeal', blind: false, state: 'open', claimedBy: undefined, excluded: [] },
  ...{ queue: 'appeals', severity: 'S3', world: 'plaza', language: undefined, family: 'harassment' },
  stage: 'first',
}
const why = (claimer: Claimer, job: Partial<typeof appeal>): WhyNotClaim | 'yes' => {
  const may = mayClaim(claimer, pack, { ...appeal, ...job })
  return may.ok ? 'yes' : may.why
}

test('an appeal is taken by whoever may judge it and has not', () => {
  expect(why(reviewer, {})).toBe('yes')
  expect(why(reviewer, { excluded: [ME] })).toBe('judged-before')
  expect(why(reviewer, { claimedBy: OTHER })).toBe('held')
  expect(why(reviewer, { state: 'settling' })).toBe('closed')
  expect(why(reviewer, { family: 'fraud' })).toBe('not-for-you')
  expect(why(reviewer, { severity: 'S0' })).toBe('not-for-you')
  expect(why(reviewer, { stage: 'adjudication' })).toBe('not-for-you')
})

test('no other job is chosen but by those who manage jobs, and what is drawn or blind by nobody', () => {
  expect(why(reviewer, { kind: 'rule' })).toBe('not-chosen')
  expect(why(lead, { kind: 'rule' })).toBe('yes')
  for (const kind of ['golden', 'audit'] as const) expect(why(lead, { kind })).toBe('drawn')
  expect(why(lead, { kind: 'rule', blind: true })).toBe('drawn')
  // To whoever may not choose, none of them looks unlike the others.
  for (const kind of ['golden', 'audit', 'report'] as const)
    expect(why(reviewer, { kind, blind: true })).toBe('not-chosen')
})

test('what somebody holds, or was assigned, is theirs whatever it is', () => {
  for (const kind of ['golden', 'audit', 'rule'] as const)
    expect(why(reviewer, { kind, blind: true, claimedBy: ME })).toBe('yes')
})

test('jobs are changed by hand while they are open, and golden ones never', () => {
  const asLead = { may: () => true }
  expect(mayManageJob({ state: 'open', kind: 'rule' }, asLead)).toEqual({ ok: true })
  expect(mayManageJob({ state: 'open', kind: 'rule' }, { may: () => false })).toEqual({
    ...{ ok: false, why: 'no-right' },
  })
  expect(mayManageJob({ state: 'open', kind: 'golden' }, asLead)).toEqual({ ok: false, why: 'golden' })
  for (const state of ['settling', 'done'] as const)
    expect(mayManageJob({ state, kind: 'rule' }, asLead)).toEqual({ ok: false, why: 'judged' })
})
