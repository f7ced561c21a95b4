import type { ProbationQuery, ProbationReply } from '../api/contract/probation.ts'
import type { Ask, CallOptions } from './ask.ts'

export interface ProbationCalls {
  /** What a model is proved by on live traffic, and how far it is; `design` when not by its state. */
  probation(model: string, options?: CallOptions & ProbationQuery): Promise<ProbationReply>
}

export function probationCalls(ask: Ask): ProbationCalls {
  return {
    probation: (id, { design, ...options } = {}) =>
      ask('modelProbation', {
        ...options,
        params: { id },
        ...(design === undefined ? {} : { query: { design } }),
      }),
  }
}
