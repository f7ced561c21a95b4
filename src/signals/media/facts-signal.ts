import type { SeenPicture } from '../../core/decision.ts'
import type { JudgedEvent } from '../../core/event.ts'
import type { Value, ValueType } from '../../core/value.ts'
import type { Signal } from '../signal.ts'
import { factsFor, knownFor } from './facts-for.ts'
import type { MediaFacts } from './media-facts.ts'
import type { MediaHost } from './media-host.ts'
import { noteSeen, seenBy } from './seen-pictures.ts'

/** What a signal makes of facts, and the pictures that it comes from. */
export interface Read {
  readonly value: Value
  readonly seen: readonly SeenPicture[]
}

/**
 * A signal over what a file holds. `read` throws when the facts do not tell, as those of a file that was not looked at as a
 * whole: the signal then fails, and the pack says what that means.
 */
export function factsSignal(
  about: { readonly name: string; readonly of: string; readonly version: string; readonly type: ValueType },
  media: MediaHost | undefined,
  read: (facts: MediaFacts, media: MediaHost, event: JudgedEvent) => Read,
): Signal {
  const { name } = about
  return {
    ...about,
    cost: 'dear',
    seen: (item) => seenBy(item, name),
    atOnce(item, event) {
      const facts = knownFor(item, media)
      if (facts === undefined) return undefined
      const { value, seen } = read(facts, media!, event)
      noteSeen(item, name, seen)
      return value
    },
    async evaluate(item, event, stop) {
      const facts = await factsFor(item, { signal: name, media, stop })
      const { value, seen } = read(facts, media!, event)
      noteSeen(item, name, seen)
      return value
    },
  }
}

/** What a signal says that found nothing in a file of which some was not looked at. */
export function notWhole(signal: string): Error {
  return new Error(`Signal "${signal}" did not see the whole file`)
}
