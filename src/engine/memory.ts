import type { Decision } from '../core/decision.ts'
import type { Value } from '../core/value.ts'
import type { EventMemory } from './event-memory.ts'
import type { CompiledEventType } from './ruleset.ts'

/** The memory of an engine, from which each event type gets its own part. */
export interface Memory {
  of(compiled: CompiledEventType): EventMemory
}

/** Remembers nothing: every counter is unknown, and nobody bears a label. */
export const NO_MEMORY: Memory = memoryOf({})

/** What a decision saw in memory, so that judging its event again gives the same. */
export function recordedMemory(decision: Decision): Memory {
  const { models = {}, media = {} } = decision
  return memoryOf(decision, {
    modelThen: (model) => (Object.hasOwn(models, model) ? models[model] : undefined),
    mediaThen: (signal) => (Object.hasOwn(media, signal) ? media[signal] : undefined),
  })
}

function memoryOf(
  { counters = {}, labels = [], context = {} }: Pick<Decision, 'counters' | 'labels' | 'context'>,
  then: Pick<EventMemory, 'modelThen' | 'mediaThen'> = {},
): Memory {
  const borne = new Set(labels.map(({ entity, label }) => `${entity} ${label}`))
  return {
    of: ({ eventType, signals: bound }) => ({
      remember({ signals }) {
        for (const { counter, slot } of eventType.counters)
          signals[slot] = Object.hasOwn(counters, counter) ? counters[counter] : undefined
        for (const [slot, { signal }] of bound.entries()) {
          // Without a record it found nothing, as it will now, without earlier messages.
          if (signal.recall === undefined || !Object.hasOwn(context, signal.name)) continue
          const { value, spans } = context[signal.name]!
          signals[slot] = signal.recall(value as Value, spans)
        }
      },
      hasLabel: (_event, entity, label) => borne.has(`${entity} ${label}`),
      ...then,
    }),
  }
}
