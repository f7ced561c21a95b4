import type { Event } from '../core/event.ts'
import type { DecisionId } from '../core/id.ts'
import type { Counter } from '../pack/pack.ts'
import type { CountOnly } from './count-event.ts'
import { decodeEvent } from './decode-event.ts'
import type { LiveMemory } from './live-memory.ts'
import type { PastEvent, PastEvents } from './ports.ts'
import type { Ruleset } from './ruleset.ts'

/** Events read from the store at a time, between two looks at the clock. */
const PAGE = 2000

export interface Filling {
  readonly memory: LiveMemory
  readonly ruleset: Ruleset
  readonly past: PastEvents
  readonly nowMs: number
  /** Counters that hold everything up to `after` already, by definition; all others are counted from nothing. */
  readonly filled?: { readonly definitions: ReadonlySet<string>; readonly upTo: DecisionId }
  /** Only events before the one that it gives, asked anew for each page. */
  readonly before?: () => DecisionId | undefined
  /** Events counted so far. */
  readonly progress?: (events: number) => void
}

/**
 * Counts stored events in the order of arrival, as far back as any window reaches, so that the counters are what they
 * would be had they never been forgotten. Scores, and the first time of a key, reach back further than their window:
 * they are counted over four of them. Events that do not fit the ruleset are passed over, as they would be if they
 * came now. Rejects with `Unavailable`.
 */
export async function fillCounters(filling: Filling): Promise<number> {
  const { memory, ruleset, past, nowMs, filled, before, progress } = filling
  const counters = [...ruleset.pack.counters.values()]
  const fresh = counters.filter(({ definition }) => !filled?.definitions.has(definition))
  if (counters.length === 0) return 0
  const reach = Math.max(0, ...fresh.map((counter) => reachOf(counter) + ruleset.pack.clock.earlyMs))
  const freshFrom = nowMs - reach
  let after = fresh.length === 0 ? filled?.upTo : undefined
  let counted = 0
  for (;;) {
    const page = await past.after(after, fresh.length === 0 ? 0 : freshFrom, PAGE)
    const end = before?.()
    for (const event of page) {
      if (end !== undefined && event.id >= end) return counted
      const isFilled = filled !== undefined && event.id <= filled.upTo
      const only: CountOnly | undefined = isFilled
        ? (_state, definition) => !filled.definitions.has(definition)
        : undefined
      if (countPast(memory, ruleset, event, only)) counted++
    }
    progress?.(counted)
    if (page.length < PAGE) return counted
    after = page.at(-1)!.id
  }
}

/** How far back, in ms, events bear on what a counter says. */
export function reachOf({ kind, windowMs, lateMs }: Counter): number {
  return (kind === 'score' || kind === 'first' ? 4 * windowMs : windowMs) + lateMs
}

/** Whether the event fits the ruleset and was counted. */
export function countPast(
  memory: LiveMemory,
  ruleset: Ruleset,
  { event, receivedAt }: Pick<PastEvent, 'receivedAt'> & { readonly event: Event },
  only?: CountOnly,
): boolean {
  const decoded = decodeEvent(ruleset, event, receivedAt)
  if (decoded.ok) memory.count(ruleset, decoded.event, only)
  return decoded.ok
}
