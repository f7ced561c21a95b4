import { expect, test } from 'vitest'
import type { JobFacts } from './job-facts.ts'
import { summariseJob } from './summarise-job.ts'

const TEXT = 'you blockhead!\nhttps://example.com \u200b👩‍🚀'
const facts: JobFacts = {
  ...{ severity: 'S3', type: 'chat.message', typeDescription: 'A message said in a room', language: 'en' },
  ...{ text: TEXT, policy: 'harassment.insult@3', policyTitle: { en: 'Insult', ko: '모욕' } },
  behind: {
    verdict: 'mask',
    rules: [{ rule: 'chat.insult', description: 'Insults are masked.' }],
    ...{ spans: 1, reports: 2 },
  },
}

test('a summary says what awaits the reviewer, in both languages, and quotes nothing of the content', () => {
  expect(summariseJob(facts, 'en')).toEqual([
    'The policy asked about: Insult; severity S3, moderate.',
    'A text in English of 37 characters on 2 lines: A message said in a room.',
    'It holds 1 link and 1 invisible character.',
    'It was masked by chat.insult (Insults are masked).',
    '1 place in it is marked.',
    '2 reports from players.',
  ])
  expect(summariseJob(facts, 'ko')).toEqual([
    '확인할 정책: 모욕, 심각도 S3(보통).',
    '영어 텍스트 37자, 2줄 (A message said in a room).',
    '링크 1개, 보이지 않는 문자 1개가 들어 있습니다.',
    '규칙 chat.insult(Insults are masked)에 해당하여 가림 처리되었습니다.',
    '텍스트에 표시된 부분이 1곳 있습니다.',
    '이용자 신고 2건이 있습니다.',
  ])
  for (const language of ['en', 'ko'] as const)
    for (const word of ['blockhead', 'example.com'])
      expect(summariseJob(facts, language).join(' ')).not.toContain(word)
})

test('of a blind job it tells no more than the job shows', () => {
  expect(summariseJob({ ...facts, behind: null }, 'en')).toHaveLength(3)
  expect(summariseJob({ ...facts, behind: null, text: null, type: null }, 'en')).toEqual([
    'The policy asked about: Insult; severity S3, moderate.',
    'It is about an entity as a whole.',
  ])
})
