import { expect, test } from 'vitest'
import { policyChange, policyDraft } from './policy-draft.ts'

const POLICY = {
  title: { en: 'Insult', ko: '모욕' },
  guideline: { en: 'Names that hurt.', ko: '상처를 주는 말.' },
  notice: { en: 'Be kind.', ko: '존중해 주세요.' },
  severity: 'S3' as const,
  strike: 1,
  spec: {},
}

test('only what differs is set, each text with all of its languages', () => {
  const draft = policyDraft(POLICY)
  expect(policyChange(POLICY, draft)).toEqual({})
  expect(policyChange(POLICY, { ...draft, strike: '1.0' })).toEqual({})
  expect(
    policyChange(POLICY, { ...draft, strike: '2', notice: { ...draft.notice, en: 'Please be kind.' } }),
  ).toEqual({ strike: 2, notice: { en: 'Please be kind.', ko: '존중해 주세요.' } })
})
