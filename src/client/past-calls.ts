import type { z } from 'zod'
import type { ApplyBulkRequest, PlanBulkRequest } from '../api/contract/bulk.ts'
import type {
  EntityReply,
  NeighboursReply,
  NeighboursRequest,
  TimelineReply,
  TimelineRequest,
} from '../api/contract/entities.ts'
import type { Investigation, InvestigationPart } from '../api/contract/investigation.ts'
import type { InvestigateRequest } from '../api/contract/past.ts'
import type { SavedQuery, SaveQueryRequest } from '../api/contract/queries.ts'
import type { Retroact } from '../api/contract/retroacts.ts'
import type { Ask, AskLines, CallOptions } from './ask.ts'
import { HaechiError, problemError } from './haechi-error.ts'

type About<T> = Omit<T, 'entity'>

export interface InvestigateOptions extends CallOptions {
  /** Told what is known already, when lists were asked for. The answer comes as a whole: all of it is told at its end. */
  readonly onPart?: (part: InvestigationPart) => void
}

export interface PastCalls {
  /** Looks for a condition in past events: over time, in lists of the most frequent values, and event by event. */
  investigate(
    request: z.input<typeof InvestigateRequest>,
    options?: InvestigateOptions,
  ): Promise<Investigation>
  readonly queries: {
    save(request: z.input<typeof SaveQueryRequest>, options?: CallOptions): Promise<SavedQuery>
    list(options?: CallOptions): Promise<SavedQuery[]>
    get(id: string, options?: CallOptions): Promise<SavedQuery>
    delete(id: string, options?: CallOptions): Promise<SavedQuery>
  }
  readonly entities: {
    find(entity: string, days?: number, options?: CallOptions): Promise<EntityReply>
    /** Newest first; `before` is the `next` of the page before. */
    timeline(
      entity: string,
      request?: About<z.input<typeof TimelineRequest>>,
      options?: CallOptions,
    ): Promise<TimelineReply>
    neighbours(
      entity: string,
      request?: About<z.input<typeof NeighboursRequest>>,
      options?: CallOptions,
    ): Promise<NeighboursReply>
  }
  /** What is done about all that a query finds: planned, applied, taken back. How far it is, `retroacts.get` tells. */
  readonly bulk: {
    plan(request: z.input<typeof PlanBulkRequest>, options?: CallOptions): Promise<Retroact>
    apply(id: string, request: z.input<typeof ApplyBulkRequest>, options?: CallOptions): Promise<Retroact>
    stop(id: string, options?: CallOptions): Promise<Retroact>
    revert(id: string, options?: CallOptions): Promise<Retroact>
  }
}

/** Up to so long the service looks. */
const LOOK = { repeatable: true, timeoutMs: 310_000 } as const

export function pastCalls(ask: Ask, askLines: AskLines): PastCalls {
  return {
    async investigate(body, { signal, onPart } = {}) {
      for (const line of await askLines('investigate', { ...LOOK, body, signal })) {
        if (line.kind === 'part') onPart?.(line.part)
        if (line.kind === 'problem') throw problemError(line.problem)
        if (line.kind === 'refused') throw new HaechiError('problem', [line.why, ...line.lines].join('; '))
        if (line.kind === 'report') return line.report
      }
      throw new HaechiError('protocol', 'The answer ended without a report; ask again')
    },
    queries: {
      save: (request, { signal } = {}) => ask('saveQuery', { body: request, signal }),
      list: async ({ signal } = {}) => (await ask('listQueries', { signal })).queries,
      get: (id, { signal } = {}) => ask('query', { params: { id }, signal }),
      delete: (id, { signal } = {}) => ask('deleteQuery', { params: { id }, signal }),
    },
    entities: {
      find: (entity, days, { signal } = {}) =>
        ask('findEntity', { ...LOOK, body: { entity, ...(days === undefined ? {} : { days }) }, signal }),
      timeline: (entity, request = {}, { signal } = {}) =>
        ask('entityTimeline', { ...LOOK, body: { ...request, entity }, signal }),
      neighbours: (entity, request = {}, { signal } = {}) =>
        ask('entityNeighbours', { ...LOOK, body: { ...request, entity }, signal }),
    },
    bulk: {
      plan: (request, { signal } = {}) => ask('planBulk', { body: request, signal }),
      apply: (id, request, { signal } = {}) =>
        ask('applyBulk', { params: { id }, body: request, repeatable: true, signal }),
      stop: (id, { signal } = {}) => ask('stopBulk', { params: { id }, signal }),
      revert: (id, { signal } = {}) =>
        ask('revertBulk', { params: { id }, body: {}, repeatable: true, signal }),
    },
  }
}
