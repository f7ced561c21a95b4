import type { Reason } from '../../core/decision.ts'
import type { Ruleset } from '../../engine/ruleset.ts'
import { signalSlots } from '../../rules/evaluation-order.ts'
import { SIGNAL_KINDS } from '../../signals/kinds.ts'

/** Ids of the slot profiles that the rules of some reasons hold items against. */
export function slotsRead(
  ruleset: Ruleset,
  type: string,
  reasons: readonly Pick<Reason, 'rule'>[],
): ReadonlySet<string> {
  const compiled = ruleset.eventTypes.get(type)
  const fired = new Set(reasons.map(({ rule }) => rule))
  const ids = new Set<string>()
  for (const { rule } of compiled?.rules ?? []) {
    const ir = fired.has(rule.id) ? rule.irs.get(type) : undefined
    for (const slot of ir === undefined ? [] : signalSlots(ir)) {
      const spec = compiled!.signals[slot]?.spec
      const kind = SIGNAL_KINDS.find((one) => one.kind === spec?.kind)
      for (const id of kind?.profiles?.(spec!.options) ?? []) ids.add(id)
    }
  }
  return ids
}
