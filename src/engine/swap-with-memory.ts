import type { Arrival, Engine } from './engine.ts'
import { countPast, fillCounters } from './fill-counters.ts'
import { createLiveMemory } from './live-memory.ts'
import type { PastEvents } from './ports.ts'
import type { Ruleset } from './ruleset.ts'

/** Events counted in one piece, between which others are served. */
const SLICE = 500

export interface PrepareParts {
  readonly engine: Engine
  readonly past: PastEvents
  readonly nowMs: number
  /** Lets other work go on. */
  readonly pause: () => Promise<void>
  readonly progress?: (events: number) => void
}

/**
 * Fills the counters that `next` has and the live ruleset has not from stored events, while traffic goes on, and then
 * lets `next` judge: no event is missed or counted twice, and counters that both have stay as they are.
 */
export async function swapWithMemory(parts: PrepareParts, next: Ruleset): Promise<void> {
  const { engine, past, nowMs, pause, progress } = parts
  const { memory } = engine
  const missing = [...next.pack.counters.values()].filter(({ definition }) => !memory.states.has(definition))
  if (missing.length === 0) return engine.swap(next)

  // A memory aside: counters that read others need those as they were then, so all are counted anew there.
  const aside = createLiveMemory()
  aside.adopt(next)
  const arrivals: Arrival[] = []
  const stop = engine.listen(arrivals)
  try {
    // 1. What was judged before we began to listen is stored, or never will be.
    await engine.whenSettled()
    await fillCounters({
      memory: aside,
      ruleset: next,
      past,
      nowMs,
      before: () => arrivals[0]?.id,
      ...(progress === undefined ? {} : { progress }),
    })
    // 2. What came since then, in slices, but for the last ones, which may not be settled yet.
    while (arrivals.length > SLICE) {
      for (const arrival of arrivals.splice(0, SLICE)) if (!arrival.void) countPast(aside, next, arrival)
      await pause()
    }
    // 3. The rest and the swap in one piece: no event comes between.
    for (const arrival of arrivals) if (!arrival.void) countPast(aside, next, arrival)
    for (const { definition } of missing) memory.give(definition, aside.states.get(definition)!)
    engine.swap(next)
  } finally {
    stop()
  }
}
