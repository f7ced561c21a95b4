import type { ValueType } from '../core/value.ts'
import type { Declaration } from './scope.ts'

/** Fields of `event` in conditions, and the property of the judged event that each one reads. */
export const EVENT_FIELDS: Readonly<
  Record<string, { property: string; type: ValueType; optional: boolean }>
> = {
  id: { property: 'id', type: { kind: 'string' }, optional: true },
  type: { property: 'type', type: { kind: 'string' }, optional: false },
  time: { property: 'time', type: { kind: 'timestamp' }, optional: false },
  received: { property: 'receivedAt', type: { kind: 'timestamp' }, optional: false },
  world: { property: 'world', type: { kind: 'string' }, optional: false },
}

/**
 * The names that every condition has beside features and signals: `event`, `data`, `actor`, `target`, `session`.
 * `features` are the types for `data`; `kinds` narrow the entities where the event type allows one kind only.
 */
export function envelopeNames(
  features: Readonly<Record<string, ValueType>>,
  kinds: { readonly actor?: string; readonly target?: string; readonly session?: string } = {},
): Declaration[] {
  const entity = (name: 'actor' | 'target' | 'session'): Declaration => ({
    name,
    type: kinds[name] === undefined ? { kind: 'entity' } : { kind: 'entity', entity: kinds[name] },
    optional: true,
    from: { kind: 'envelope', property: name },
  })
  const fields = Object.fromEntries(Object.entries(EVENT_FIELDS).map(([name, { type }]) => [name, type]))
  return [
    {
      name: 'event',
      type: { kind: 'object', name: 'event', fields },
      optional: false,
      from: { kind: 'envelope', property: 'event' },
    },
    {
      name: 'data',
      type: { kind: 'object', name: 'data', fields: features },
      optional: false,
      from: { kind: 'envelope', property: 'data' },
    },
    entity('actor'),
    entity('target'),
    entity('session'),
  ]
}
