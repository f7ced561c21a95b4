import {
  AgreementReply,
  AgreementRequest,
  PrecisionReply,
  PrecisionRequest,
  PrevalenceReply,
  PrevalenceRequest,
  RecallReply,
  RecallRequest,
  ReviewersReply,
  ReviewersRequest,
} from './quality.ts'
import { BODY, type Route } from './route.ts'

const from = '2026-11-01T00:00:00Z'

/** How well people judge, and how much harm there is. */
export const QUALITY_ROUTES = {
  agreement: {
    method: 'POST',
    path: '/v1/quality/agreement',
    needs: 'quality.read',
    guard: 'world',
    reads: true,
    summary: 'Measure how far reviewers agree',
    description:
      "Krippendorff's alpha over jobs that two people judged without knowing of each other, by family of policies and language, with 95 % intervals.",
    body: AgreementRequest,
    status: 200,
    reply: AgreementReply,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: { from }, reply: undefined },
  },
  reviewers: {
    method: 'POST',
    path: '/v1/quality/reviewers',
    needs: 'quality.read',
    guard: 'world',
    reads: true,
    summary: 'Measure each reviewer',
    description:
      'By golden jobs, by agreement with others, by what appeals overturned. Few answers are drawn towards what is usual, so that luck does not lead the list.',
    body: ReviewersRequest,
    status: 200,
    reply: ReviewersReply,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: { from, bar: 0.85 }, reply: undefined },
  },
  prevalence: {
    method: 'POST',
    path: '/v1/quality/prevalence',
    needs: 'quality.read',
    guard: 'world',
    reads: true,
    summary: 'Estimate how much violates a policy',
    description:
      "From decisions that were drawn by chance and judged blind (samples of review.yaml), each by its inclusion probability, with reviewers' errors taken off as golden jobs show them.",
    body: PrevalenceRequest,
    status: 200,
    reply: PrevalenceReply,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: { from, policies: ['harassment', 'fraud.scam'] }, reply: undefined },
  },
  recall: {
    method: 'POST',
    path: '/v1/quality/recall',
    needs: 'quality.read',
    guard: 'world',
    reads: true,
    summary: 'Estimate how much of what violates is flagged',
    description:
      'Of drawn decisions that violate, the share on which a live rule of the family fired, and each rule by itself, in shadow too; from what was flagged and what was not, each by its inclusion probability.',
    body: RecallRequest,
    status: 200,
    reply: RecallReply,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: { from, policies: ['harassment'] }, reply: undefined },
  },
  precision: {
    method: 'POST',
    path: '/v1/quality/precision',
    needs: 'quality.read',
    guard: 'world',
    reads: true,
    summary: 'Estimate how often rules are right',
    description: 'Of the drawn decisions on which a rule fired, in shadow too, the share that does violate.',
    body: PrecisionRequest,
    status: 200,
    reply: PrecisionReply,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: { from }, reply: undefined },
  },
} as const satisfies Readonly<Record<string, Route>>
