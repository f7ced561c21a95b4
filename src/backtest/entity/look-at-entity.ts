import type { History } from '../../history/open-history.ts'
import type { PackFiles } from '../../pack/pack.ts'
import { checkOnce } from '../check-once.ts'
import { type EntityEvent, type EntityEventsAsked, entityEvents } from './entity-events.ts'
import { type EntitySummary, entitySummary } from './entity-summary.ts'
import { findNeighbours, type NeighboursAsked, type SharedThing } from './find-neighbours.ts'

/** What is asked of the history about an entity. */
export type EntityAsked =
  | { readonly kind: 'summary'; readonly entity: string; readonly from: number; readonly to: number }
  | ({ readonly kind: 'events' } & EntityEventsAsked)
  | ({ readonly kind: 'neighbours'; readonly files: PackFiles } & NeighboursAsked)

export type EntityLook =
  | { readonly kind: 'summary'; readonly summary: EntitySummary }
  | { readonly kind: 'events'; readonly events: readonly EntityEvent[] }
  | { readonly kind: 'neighbours'; readonly shared: readonly SharedThing[] }

/** Answers a question about an entity from the history. */
export async function lookAtEntity(history: History, asked: EntityAsked): Promise<EntityLook> {
  switch (asked.kind) {
    case 'summary':
      return { kind: 'summary', summary: await entitySummary(history, asked) }
    case 'events':
      return { kind: 'events', events: await entityEvents(history, asked) }
    case 'neighbours': {
      const { pack } = checkOnce(asked.files)
      if (pack === undefined) throw new Error('the files of the pack that is live do not check any more')
      return { kind: 'neighbours', shared: await findNeighbours(history, pack.eventTypes, asked) }
    }
  }
}
