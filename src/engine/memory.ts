import type { Decision } from '../core/decision.ts'
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
  const { models = {} } = decision
  return memoryOf(decision, (model) => (Object.hasOwn(models, model) ? models[model] : undefined))
}

function memoryOf(
  { counters = {}, labels = [] }: Pick<Decision, 'counters' | 'labels'>,
  modelThen?: EventMemory['modelThen'],
): Memory {
  const borne = new Set(labels.map(({ entity, label }) => `${entity} ${label}`))
  return {
    of: ({ eventType }) => ({
      remember({ signals }) {
        for (const { counter, slot } of eventType.counters)
          signals[slot] = Object.hasOwn(counters, counter) ? counters[counter] : undefined
      },
      hasLabel: (_event, entity, label) => borne.has(`${entity} ${label}`),
      ...(modelThen === undefined ? {} : { modelThen }),
    }),
  }
}
