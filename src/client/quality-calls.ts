import type {
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
} from '../api/contract/quality.ts'
import type { Ask, CallOptions } from './ask.ts'

/** How well people judge, as functions. */
export interface QualityCalls {
  /** How well people judge, and how much harm there is; over the judgements of a span of time. */
  readonly quality: {
    /** How far reviewers agree on the same jobs. */
    agreement(request: AgreementRequest, options?: CallOptions): Promise<AgreementReply>
    reviewers(request: ReviewersRequest, options?: CallOptions): Promise<ReviewersReply>
    /** How much violates a policy. */
    prevalence(request: PrevalenceRequest, options?: CallOptions): Promise<PrevalenceReply>
    /** How much of what violates is flagged, by rules that are live and by each alone. */
    recall(request: RecallRequest, options?: CallOptions): Promise<RecallReply>
    /** How often rules are right. */
    precision(request: PrecisionRequest, options?: CallOptions): Promise<PrecisionReply>
  }
}

/** Reads only, and over many judgements. */
const REPORT = { repeatable: true, timeoutMs: 60_000 } as const

export function qualityCalls(ask: Ask): QualityCalls {
  return {
    quality: {
      agreement: (body, { signal } = {}) => ask('agreement', { body, ...REPORT, signal }),
      reviewers: (body, { signal } = {}) => ask('reviewers', { body, ...REPORT, signal }),
      prevalence: (body, { signal } = {}) => ask('prevalence', { body, ...REPORT, signal }),
      recall: (body, { signal } = {}) => ask('recall', { body, ...REPORT, signal }),
      precision: (body, { signal } = {}) => ask('precision', { body, ...REPORT, signal }),
    },
  }
}
