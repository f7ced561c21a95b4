import type { PlanRetroactRequest, Retroact } from '../api/contract/retroacts.ts'
import type { Ask, CallOptions } from './ask.ts'

/** Rules applied to the past, as functions. */
export interface RetroactCalls {
  /** Rules applied to the past: planned, applied, stopped, taken back; `perSecond` effects. */
  readonly retroacts: {
    plan(request: PlanRetroactRequest, options?: CallOptions): Promise<Retroact>
    list(options?: CallOptions): Promise<Retroact[]>
    get(id: string, options?: CallOptions): Promise<Retroact>
    apply(id: string, perSecond?: number, options?: CallOptions): Promise<Retroact>
    stop(id: string, options?: CallOptions): Promise<Retroact>
    revert(id: string, perSecond?: number, options?: CallOptions): Promise<Retroact>
  }
}

export function retroactCalls(ask: Ask): RetroactCalls {
  return {
    retroacts: {
      plan: (request, { signal } = {}) => ask('planRetroact', { body: request, signal }),
      list: async ({ signal } = {}) => (await ask('listRetroacts', { signal })).retroacts,
      get: (id, { signal } = {}) => ask('retroact', { params: { id }, signal }),
      apply: (id, perSecond, { signal } = {}) =>
        ask('applyRetroact', { params: { id }, body: rate(perSecond), signal }),
      stop: (id, { signal } = {}) => ask('stopRetroact', { params: { id }, signal }),
      revert: (id, perSecond, { signal } = {}) =>
        ask('revertRetroact', { params: { id }, body: rate(perSecond), signal }),
    },
  }
}

function rate(perSecond: number | undefined): { perSecond?: number } {
  return perSecond === undefined ? {} : { perSecond }
}
