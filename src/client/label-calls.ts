import type { CounterReply } from '../api/contract/counters.ts'
import type {
  BearersReply,
  BearersRequest,
  BorneLabel,
  LabelHistoryReply,
  LabelHistoryRequest,
  LabelTallyReply,
  RemoveLabelRequest,
  SetLabelReply,
  SetLabelRequest,
} from '../api/contract/labels.ts'
import type { EventInput } from '../api/contract/screen.ts'
import type { Ask, CallOptions } from './ask.ts'
import type { Plain } from './plain.ts'

/** What is known of entities: labels and counters. */
export interface LabelCalls {
  readonly labels: {
    /** What an entity, as `account:u1`, bears now. */
    find(entity: string, options?: CallOptions): Promise<BorneLabel[]>
    set(request: Plain<SetLabelRequest>, options?: CallOptions): Promise<SetLabelReply>
    /** False: the entity did not bear it. */
    remove(request: Plain<RemoveLabelRequest>, options?: CallOptions): Promise<boolean>
    /** Newest first; `before` is the `next` of the page before. */
    history(
      entity: string,
      options?: CallOptions & Omit<LabelHistoryRequest, 'entity'>,
    ): Promise<LabelHistoryReply>
    /** How many bear each label of the live pack; 10,000 of each at most. */
    tally(options?: CallOptions): Promise<LabelTallyReply['labels']>
    /** In order of entity; `after` is the `next` of the page before. */
    bearers(
      label: string,
      options?: CallOptions & Omit<Plain<BearersRequest>, 'label'>,
    ): Promise<BearersReply>
  }
  readonly counters: {
    list(options?: CallOptions): Promise<CounterReply[]>
    /** As an event would see them; nothing is counted. */
    read(event: EventInput, options?: CallOptions): Promise<Record<string, number>>
  }
}

export function labelCalls(ask: Ask): LabelCalls {
  return {
    labels: {
      find: async (entity, { signal } = {}) =>
        (await ask('findLabels', { body: { entity }, repeatable: true, signal })).labels,
      set: (request, { signal } = {}) => ask('setLabel', { body: request, signal }),
      remove: async (request, { signal } = {}) =>
        (await ask('removeLabel', { body: request, signal })).removed,
      history: (entity, { signal, ...page } = {}) =>
        ask('labelHistory', { body: { entity, ...page }, repeatable: true, signal }),
      tally: async ({ signal } = {}) => (await ask('labelTally', { signal })).labels,
      bearers: (label, { signal, ...page } = {}) =>
        ask('labelBearers', { body: { label, ...page }, repeatable: true, signal }),
    },
    counters: {
      list: async ({ signal } = {}) => (await ask('listCounters', { signal })).counters,
      read: async (event, { signal } = {}) =>
        (await ask('readCounters', { body: event, repeatable: true, signal })).counters,
    },
  }
}
