import type { z } from 'zod'
import type {
  Appeal,
  AppealList,
  Enforcement,
  EnforcementList,
  EnforceRequest,
  FileAppealRequest,
  FindAppealsRequest,
  FindEnforcementsRequest,
  FindStatementsRequest,
  FindStrikesRequest,
  ReverseRequest,
  Statement,
  StatementList,
  Strike,
  StrikeList,
  ThresholdPreview,
  ThresholdPreviewRequest,
} from '../api/contract/enforcements.ts'
import type { Ask, CallOptions } from './ask.ts'

/** Enforcements, strikes, statements of reasons and appeals as functions. */
export interface EnforcementCalls {
  readonly enforcements: {
    /** Enforces by hand. */
    apply(request: z.input<typeof EnforceRequest>, options?: CallOptions): Promise<Enforcement>
    get(id: string, options?: CallOptions): Promise<Enforcement>
    /** Newest first; `before` is the `next` of the page before. */
    find(request: z.input<typeof FindEnforcementsRequest>, options?: CallOptions): Promise<EnforcementList>
    reverse(id: string, request: z.input<typeof ReverseRequest>, options?: CallOptions): Promise<Enforcement>
    /** How many accounts a threshold of strikes would hit. */
    preview(
      request?: z.input<typeof ThresholdPreviewRequest>,
      options?: CallOptions,
    ): Promise<ThresholdPreview>
  }
  readonly strikes: {
    find(request: z.input<typeof FindStrikesRequest>, options?: CallOptions): Promise<StrikeList>
    reverse(id: string, request: z.input<typeof ReverseRequest>, options?: CallOptions): Promise<Strike>
  }
  readonly statements: {
    get(id: string, options?: CallOptions): Promise<Statement>
    find(request: z.input<typeof FindStatementsRequest>, options?: CallOptions): Promise<StatementList>
  }
  readonly appeals: {
    /** With an `id` of the platform's own it is sent again when the answer is lost, and counts once. */
    file(request: z.input<typeof FileAppealRequest>, options?: CallOptions): Promise<Appeal>
    get(id: string, options?: CallOptions): Promise<Appeal>
    find(request?: z.input<typeof FindAppealsRequest>, options?: CallOptions): Promise<AppealList>
  }
}

export function enforcementCalls(ask: Ask): EnforcementCalls {
  return {
    enforcements: {
      apply: (request, { signal } = {}) => ask('enforce', { body: request, signal }),
      get: (id, { signal } = {}) => ask('enforcement', { params: { id }, signal }),
      find: (request, { signal } = {}) =>
        ask('findEnforcements', { body: request, repeatable: true, signal }),
      reverse: (id, request, { signal } = {}) =>
        ask('reverseEnforcement', { params: { id }, body: request, repeatable: true, signal }),
      preview: (request = {}, { signal } = {}) =>
        ask('thresholdPreview', { body: request, repeatable: true, timeoutMs: PREVIEW_TIMEOUT_MS, signal }),
    },
    strikes: {
      find: (request, { signal } = {}) => ask('findStrikes', { body: request, repeatable: true, signal }),
      reverse: (id, request, { signal } = {}) =>
        ask('reverseStrike', { params: { id }, body: request, repeatable: true, signal }),
    },
    statements: {
      get: (id, { signal } = {}) => ask('statement', { params: { id }, signal }),
      find: (request, { signal } = {}) => ask('findStatements', { body: request, repeatable: true, signal }),
    },
    appeals: {
      file: (request, { signal } = {}) =>
        ask('fileAppeal', { body: request, repeatable: request.id !== undefined, signal }),
      get: (id, { signal } = {}) => ask('appeal', { params: { id }, signal }),
      find: (request = {}, { signal } = {}) =>
        ask('findAppeals', { body: request, repeatable: true, signal }),
    },
  }
}

/** Every account with a strike is looked at. */
const PREVIEW_TIMEOUT_MS = 120_000
