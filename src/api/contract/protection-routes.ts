import {
  ExposureReply,
  ExposureRequest,
  MyProtection,
  OwnProtection,
  ProtectionReply,
  TeamExposure,
} from './protection.ts'
import { BODY, type Route } from './route.ts'

const sterner = { severities: { S1: { blur: 'strong', perHour: 30, perDay: 120 } }, soundOff: true }

/** How reviewers are spared what they need not see, and how much of it they have seen. */
export const PROTECTION_ROUTES = {
  protection: {
    method: 'GET',
    path: '/v1/protection',
    needs: 'user.manage',
    guard: 'none',
    summary: 'Show how reviewers are protected',
    description: 'What was said, over what holds where nothing was said.',
    status: 200,
    reply: ProtectionReply,
    problems: [],
  },
  setProtection: {
    method: 'POST',
    path: '/v1/protection',
    needs: 'user.manage',
    guard: 'all-worlds',
    summary: 'Say how reviewers are protected',
    description:
      'Blur, grey and limits by severity, sound, and breaks. It holds from the next job on. A person may be stricter for themselves, never laxer.',
    body: OwnProtection,
    status: 200,
    reply: ProtectionReply,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: sterner, reply: undefined },
  },
  ownProtection: {
    method: 'GET',
    path: '/v1/me/protection',
    needs: 'job.work',
    guard: 'self',
    summary: 'Show how one is protected',
    status: 200,
    reply: MyProtection,
    problems: ['no-person'],
  },
  setOwnProtection: {
    method: 'POST',
    path: '/v1/me/protection',
    needs: 'job.work',
    guard: 'self',
    summary: 'Be stricter for oneself than the organisation is',
    description:
      'What would be laxer is refused with its field. Whether content is revealed by holding a key or by pressing it twice is for everybody to choose.',
    body: OwnProtection,
    status: 200,
    reply: MyProtection,
    problems: [...BODY, 'no-person'],
    example: { body: { reveal: 'toggle', severities: { S2: { blur: 'strong' } } }, reply: undefined },
  },
  ownExposure: {
    method: 'GET',
    path: '/v1/me/exposure',
    needs: 'job.work',
    guard: 'self',
    summary: 'Show how much one has looked at, against the limits',
    status: 200,
    reply: ExposureReply,
    problems: ['no-person'],
  },
  noteExposure: {
    method: 'POST',
    path: '/v1/me/exposure',
    needs: 'job.work',
    guard: 'self',
    // What somebody looks at is no deed, and stays out of a log that is kept for years.
    reads: true,
    summary: 'Note for how long content was revealed',
    description:
      'Only sums are kept, by severity and five minutes, for 30 days: never which job. Jobs that the person may not see are passed over.',
    body: ExposureRequest,
    status: 200,
    reply: ExposureReply,
    problems: [...BODY, 'no-person'],
    example: {
      body: {
        looks: [{ job: 'job-019ab1f2c3d47e5f8a9b0c1d2e3f4a5b', revealedMs: 4200, judged: true }],
      },
      reply: undefined,
    },
  },
  teamExposure: {
    method: 'GET',
    path: '/v1/exposure',
    needs: 'job.manage',
    guard: 'user',
    summary: 'Show how much each reviewer has looked at',
    description:
      'Within the last 24 hours and 7 days, by severity, for those who see to it that nobody sees too much; in the order of names. It says nothing of how well anybody works.',
    status: 200,
    reply: TeamExposure,
    problems: [],
  },
} as const satisfies Readonly<Record<string, Route>>
