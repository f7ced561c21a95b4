import type { Decision, Reason } from '../../core/decision.ts'
import type { CompiledEventType } from '../../engine/ruleset.ts'
import { signalSlots } from '../../rules/evaluation-order.ts'
import { SIGNAL_KINDS } from '../../signals/kinds.ts'

/** Ids of the slot profiles that the rules of some reasons held items against in a decision. */
export function slotsOfReasons(
  compiled: CompiledEventType,
  { media = {}, reasons }: Pick<Decision, 'media'> & { readonly reasons: readonly Pick<Reason, 'rule'>[] },
): string[] {
  const fired = new Set(reasons.map(({ rule }) => rule))
  const slots = compiled.rules.flatMap(({ rule }) => {
    const ir = fired.has(rule.id) ? rule.irs.get(compiled.eventType.name) : undefined
    return ir === undefined ? [] : signalSlots(ir)
  })
  return profilesOf(compiled, slots, media)
}

/** Profiles of the signals in these places of the frame; with `media` only of those that it has a value of. */
export function profilesOf(
  { signals }: CompiledEventType,
  places: readonly number[],
  media?: Decision['media'],
): string[] {
  const ids = new Set<string>()
  for (const place of places) {
    const bound = signals[place]
    if (bound === undefined || (media !== undefined && !Object.hasOwn(media, bound.signal.name))) continue
    const kind = SIGNAL_KINDS.find((one) => one.kind === bound.spec.kind)
    for (const id of kind?.profiles?.(bound.spec.options) ?? []) ids.add(id)
  }
  return [...ids]
}
