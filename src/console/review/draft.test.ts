import { expect, test } from 'vitest'
import type { AllowedEnforcement } from '../../api/contract/jobs.ts'
import { type Draft, draftOf, missingParams, NO_DRAFT, saidOf } from './draft.ts'

const mute = {
  ...{ name: 'mute', title: {}, description: '', on: 'account', reversible: true, forMs: null },
  params: { scope: { type: 'string', required: true, oneOf: ['room', 'all'] } },
} as const satisfies AllowedEnforcement
const presets = [
  { enforcement: mute as unknown as AllowedEnforcement, on: 'actor' as const, target: 'account:u1' },
]
const draft: Draft = {
  ...{ ...NO_DRAFT, policies: ['a.b'], enforcements: ['mute'], strike: false, note: ' so it is ' },
  params: { mute: { scope: 'room' } },
}

test('what belongs to a violation is sent with it, and with nothing else', () => {
  const said = saidOf('violates', draft, presets, 12.4)
  expect(said).toEqual({
    ...{ choice: 'violates', spentMs: 12, note: 'so it is', policies: ['a.b'], strike: false },
    enforcements: [{ name: 'mute', on: 'actor', with: { scope: 'room' } }],
  })
  expect(saidOf('fine', draft, presets, 1)).toEqual({ choice: 'fine', spentMs: 1, note: 'so it is' })
  expect(saidOf('violates', NO_DRAFT, presets, -1)).toEqual({ choice: 'violates', spentMs: 0 })
})

test('what was said before can be said again', () => {
  const said = saidOf('violates', draft, presets, 5)
  expect(saidOf('violates', draftOf(said), presets, 5)).toEqual(said)
})

test('a parameter that is needed is asked for', () => {
  expect(missingParams(draft, presets)).toEqual([])
  expect(missingParams({ ...draft, params: {} }, presets)).toEqual(['mute.scope'])
  expect(missingParams(NO_DRAFT, presets)).toEqual([])
})
