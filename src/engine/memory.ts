import type { EventMemory } from './event-memory.ts'
import type { CompiledEventType } from './ruleset.ts'

/** The memory of an engine, from which each event type gets its own part. */
export interface Memory {
  of(compiled: CompiledEventType): EventMemory
}

/** Remembers nothing: every counter is unknown, and nobody bears a label. */
export const NO_MEMORY: Memory = {
  of: ({ eventType: { counters } }) => ({
    remember({ signals }) {
      for (const { slot } of counters) signals[slot] = undefined
    },
    hasLabel: () => false,
  }),
}
