import type { Event } from '../../core/event.ts'
import type { CounterList, CounterValues } from '../contract/counters.ts'
import type { MakeHandler } from '../handler.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { invalid } from '../screen-event.ts'

/** Lists the counters of the live pack, with how much they hold. */
export const listCounters: MakeHandler =
  ({ engine }) =>
  () => {
    const { id, pack } = engine.ruleset
    return {
      ruleset: id,
      counters: [...pack.counters.values()].map(
        ({ name, kind, windowMs, lateMs, on, description, definition }) => {
          const { keys = 0, bytes = 0, dropped = 0 } = engine.memory.states.get(definition) ?? {}
          return { name, kind, windowMs, lateMs, on: [...on], description, keys, bytes, dropped }
        },
      ),
    } satisfies CounterList
  }

/** Reads the counters as an event would see them, and counts nothing. */
export const readCounters: MakeHandler =
  ({ engine }) =>
  (request) => {
    const event = request.body as Event
    const { grant } = request
    const world = event.world ?? engine.ruleset.pack.worlds[0]!
    if (grant?.worlds && !grant.worlds.has(world))
      throw refusal('world-not-allowed', 'The key may not speak for this world.', { field: 'world' })
    const read = engine.counters(event)
    if (!read.ok) throw new ProblemError(invalid([...read.problems]))
    return { ruleset: engine.ruleset.id, counters: read.counters } satisfies CounterValues
  }
