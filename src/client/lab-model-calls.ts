import type {
  AuthorityRequest,
  ModelActReply,
  ModelChainReply,
  ModelDetail,
  ModelDiffReply,
  ModelEntryReply,
  ModelReply,
  ModelsQuery,
} from '../api/contract/lab-models.ts'
import type { Ask, AskText, CallOptions } from './ask.ts'

export interface LabModelCalls {
  /** Models of the registry, and what people may do about them. */
  readonly models: {
    /** Newest first; the next page is that `before` the last one. */
    list(options?: CallOptions & Omit<ModelsQuery, 'limit'> & { limit?: number }): Promise<ModelReply[]>
    /** With its way, its gates and its ML Test Score. */
    get(id: string, options?: CallOptions): Promise<ModelDetail>
    /** One entry in full. */
    entry(id: string, number: number, options?: CallOptions): Promise<ModelEntryReply>
    /** Its evaluation as a page of HTML that stands alone. */
    report(id: string, options?: CallOptions): Promise<string>
    /** Its card as Markdown. */
    card(id: string, options?: CallOptions): Promise<string>
    difference(id: string, other: string, options?: CallOptions): Promise<ModelDiffReply['differences']>
    /** Goes along the chain of everything that happened to models. */
    verify(options?: CallOptions): Promise<ModelChainReply>
    rollback(id: string, why: string, options?: CallOptions): Promise<ModelActReply>
    retire(id: string, why: string, options?: CallOptions): Promise<ModelActReply>
    lower(id: string, request: AuthorityRequest, options?: CallOptions): Promise<ModelActReply>
    /** Asks, or confirms what another person asked for. */
    raise(id: string, request: AuthorityRequest, options?: CallOptions): Promise<ModelActReply>
    signOff(id: string, why: string, options?: CallOptions): Promise<ModelActReply>
  }
}

/** A hundred thousand entries take some seconds. */
const WALK_MS = 300_000

export function labModelCalls(ask: Ask, askText: AskText): LabModelCalls {
  return {
    models: {
      list: async ({ signal, limit, ...asked } = {}) =>
        (
          await ask('listModels', {
            query: { ...asked, ...(limit === undefined ? {} : { limit: String(limit) }) },
            signal,
          })
        ).models,
      get: (id, { signal } = {}) => ask('model', { params: { id }, signal }),
      entry: (id, number, { signal } = {}) =>
        ask('modelEntry', { params: { id, number: String(number) }, signal }),
      report: (id, { signal } = {}) => askText('modelReport', { params: { id }, signal }),
      card: (id, { signal } = {}) => askText('modelCard', { params: { id }, signal }),
      difference: async (id, other, { signal } = {}) =>
        (await ask('modelDifference', { params: { id, other }, signal })).differences,
      verify: ({ signal } = {}) => ask('verifyModels', { timeoutMs: WALK_MS, signal }),
      rollback: (id, why, { signal } = {}) => ask('rollbackModel', { params: { id }, body: { why }, signal }),
      retire: (id, why, { signal } = {}) => ask('retireModel', { params: { id }, body: { why }, signal }),
      lower: (id, body, { signal } = {}) => ask('lowerModel', { params: { id }, body, signal }),
      raise: (id, body, { signal } = {}) => ask('raiseModel', { params: { id }, body, signal }),
      signOff: (id, why, { signal } = {}) => ask('signOffModel', { params: { id }, body: { why }, signal }),
    },
  }
}
