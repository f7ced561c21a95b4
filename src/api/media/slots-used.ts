import type { Decision } from '../../core/decision.ts'
import type { Event } from '../../core/event.ts'
import { slotsNamed } from '../../core/slots-named.ts'
import type { Ruleset } from '../../engine/ruleset.ts'
import { profilesOf, slotsOfReasons } from './slots-of-reasons.ts'

/**
 * Ids of the slot profiles that a decision held its items against: those of its reasons; where no reason is about a slot, all
 * that rules looked at; where they looked at none, as when time ran out, those that the event says. Undefined: nobody knows.
 */
export function slotsUsed(
  ruleset: Ruleset,
  event: Pick<Event, 'type' | 'data'>,
  decision: Pick<Decision, 'media' | 'reasons'>,
): ReadonlySet<string> | undefined {
  const compiled = ruleset.eventTypes.get(event.type)
  if (compiled === undefined) return undefined
  const ofReasons = slotsOfReasons(compiled, decision)
  if (ofReasons.length > 0) return new Set(ofReasons)
  const all = [...compiled.signals.keys()]
  const looked = profilesOf(compiled, all, decision.media ?? {})
  if (looked.length > 0) return new Set(looked)
  const asked = profilesOf(compiled, all).flatMap((id) => {
    const profile = ruleset.pack.profiles.get(id)
    return profile === undefined ? [] : [{ id, of: profile.slot }]
  })
  const named = slotsNamed(asked, event.data)
  return named && new Set(named)
}
