import type { z } from 'zod'
import type { ActPreview, Chain, Enforceable, EnforcementTally } from '../api/contract/acts.ts'
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
    find(request?: z.input<typeof FindEnforcementsRequest>, options?: CallOptions): Promise<EnforcementList>
    /** What `apply` would do, and what the player would be told; nothing has effect. */
    tryApply(request: z.input<typeof EnforceRequest>, options?: CallOptions): Promise<ActPreview>
    /** What `reverse` would do. */
    tryReverse(id: string, options?: CallOptions): Promise<ActPreview>
    /** How many of a name are in force, and appeals of each state. */
    tally(options?: CallOptions): Promise<EnforcementTally>
    /** What the pack lets one enforce by hand, under which policies and in which worlds. */
    kinds(options?: CallOptions): Promise<Enforceable>
    /** Everything that belongs to one matter, by a decision, enforcement, strike, statement, appeal or job. */
    chain(id: string, options?: CallOptions): Promise<Chain>
    reverse(id: string, request: z.input<typeof ReverseRequest>, options?: CallOptions): Promise<Enforcement>
    /** How many accounts a threshold of strikes would hit. */
    preview(
      request?: z.input<typeof ThresholdPreviewRequest>,
      options?: CallOptions,
    ): Promise<ThresholdPreview>
  }
  readonly strikes: {
    find(request?: z.input<typeof FindStrikesRequest>, options?: CallOptions): Promise<StrikeList>
    tryReverse(id: string, options?: CallOptions): Promise<ActPreview>
    reverse(id: string, request: z.input<typeof ReverseRequest>, options?: CallOptions): Promise<Strike>
  }
  readonly statements: {
    get(id: string, options?: CallOptions): Promise<Statement>
    find(request?: z.input<typeof FindStatementsRequest>, options?: CallOptions): Promise<StatementList>
  }
  readonly appeals: {
    /** With an `id` of the platform's own it is sent again when the answer is lost, and counts once. */
    file(request: z.input<typeof FileAppealRequest>, options?: CallOptions): Promise<Appeal>
    get(id: string, options?: CallOptions): Promise<Appeal>
    find(request?: z.input<typeof FindAppealsRequest>, options?: CallOptions): Promise<AppealList>
    /** What would be taken back if it is judged to be right. */
    tryOverturn(id: string, options?: CallOptions): Promise<ActPreview>
  }
}

export function enforcementCalls(ask: Ask): EnforcementCalls {
  return {
    enforcements: {
      apply: (request, { signal } = {}) => ask('enforce', { body: request, signal }),
      get: (id, { signal } = {}) => ask('enforcement', { params: { id }, signal }),
      find: (request = {}, { signal } = {}) =>
        ask('findEnforcements', { body: request, repeatable: true, signal }),
      tryApply: (request, { signal } = {}) =>
        ask('previewEnforce', { body: request, repeatable: true, signal }),
      tryReverse: (id, { signal } = {}) => ask('previewReversal', { params: { id }, signal }),
      tally: ({ signal } = {}) => ask('enforcementTally', { signal }),
      kinds: ({ signal } = {}) => ask('enforceable', { signal }),
      chain: (id, { signal } = {}) => ask('chain', { params: { id }, signal }),
      reverse: (id, request, { signal } = {}) =>
        ask('reverseEnforcement', { params: { id }, body: request, repeatable: true, signal }),
      preview: (request = {}, { signal } = {}) =>
        ask('thresholdPreview', { body: request, repeatable: true, timeoutMs: PREVIEW_TIMEOUT_MS, signal }),
    },
    strikes: {
      find: (request = {}, { signal } = {}) =>
        ask('findStrikes', { body: request, repeatable: true, signal }),
      tryReverse: (id, { signal } = {}) => ask('previewStrikeReversal', { params: { id }, signal }),
      reverse: (id, request, { signal } = {}) =>
        ask('reverseStrike', { params: { id }, body: request, repeatable: true, signal }),
    },
    statements: {
      get: (id, { signal } = {}) => ask('statement', { params: { id }, signal }),
      find: (request = {}, { signal } = {}) =>
        ask('findStatements', { body: request, repeatable: true, signal }),
    },
    appeals: {
      file: (request, { signal } = {}) =>
        ask('fileAppeal', { body: request, repeatable: request.id !== undefined, signal }),
      get: (id, { signal } = {}) => ask('appeal', { params: { id }, signal }),
      find: (request = {}, { signal } = {}) =>
        ask('findAppeals', { body: request, repeatable: true, signal }),
      tryOverturn: (id, { signal } = {}) => ask('previewOverturn', { params: { id }, signal }),
    },
  }
}

/** Every account with a strike is looked at. */
const PREVIEW_TIMEOUT_MS = 120_000
