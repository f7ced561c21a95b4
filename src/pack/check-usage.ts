import type { Diagnostic, Place } from '../core/diagnostic.ts'
import { labelsOf } from '../rules/labels-of.ts'
import { banksOf } from './banks-of.ts'
import type { Counter, EventType, Rule, SignalSpec } from './pack.ts'

export interface Usage {
  readonly eventTypes: ReadonlyMap<string, EventType>
  readonly signals: ReadonlyMap<string, SignalSpec>
  readonly banks: ReadonlyMap<string, { readonly place: Place }>
  readonly labels: ReadonlyMap<string, { readonly place: Place; readonly manual: boolean }>
  readonly counters: ReadonlyMap<string, Counter>
  readonly rules: readonly Rule[]
  /** `eventType/name` for everything that a condition, a derived name or a signal reads. */
  readonly used: ReadonlySet<string>
}

/** Warns of what the pack declares and nothing uses. */
export function checkUsage(usage: Usage, diagnostics: Diagnostic[]): void {
  const warn = (what: string, name: string, place: Place, wayOut: string) => {
    diagnostics.push({
      severity: 'warning',
      code: `unused-${what}`,
      message: `no rule uses the ${what} "${name}"`,
      place,
      wayOut,
    })
  }
  const judged = new Set<string>()
  const labelled = new Set<string>()
  const takenOff = new Set<string>()
  for (const rule of usage.rules) {
    for (const name of rule.on) judged.add(name)
    for (const effect of rule.effects)
      if (effect.kind === 'label') labelled.add(effect.label)
      else if (effect.kind === 'unlabel') takenOff.add(effect.label)
  }
  const banksRead = new Set<string>()
  for (const signal of usage.signals.values()) {
    const bound = [...usage.eventTypes.values()].filter((one) =>
      one.slots.some((slot) => slot.signal === signal.name),
    )
    if (bound.length === 0)
      diagnostics.push({
        severity: 'warning',
        code: 'unbound-signal',
        message: `no event type has what the signal "${signal.name}" reads ("${signal.of}")`,
        place: signal.place,
        wayOut: 'bind it to content, or to a feature that some event type has',
      })
    else if (!bound.some((one) => usage.used.has(`${one.name}/${signal.name}`)))
      warn('signal', signal.name, signal.place, 'read it in a condition, or remove it')
    for (const bank of banksOf(signal)) banksRead.add(bank)
  }
  for (const eventType of usage.eventTypes.values()) {
    // An event type that no rule judges is recorded only: its features are not mistakes.
    if (!judged.has(eventType.name)) continue
    for (const feature of eventType.features.values())
      if (!usage.used.has(`${eventType.name}/${feature.name}`))
        warn('feature', feature.name, feature.place, 'read it in a condition, or remove it')
    for (const { name, from, place } of eventType.scope.names.values())
      if (from.kind === 'derived' && place && !usage.used.has(`${eventType.name}/${name}`))
        warn('derived name', name, place, 'read it in a condition, or remove it')
  }
  for (const { name, place, bindings } of usage.counters.values())
    if (![...bindings.keys()].some((eventType) => usage.used.has(`${eventType}/${name}`)))
      warn('counter', name, place, 'read it in a condition, or remove it')
  for (const [name, { place }] of usage.banks)
    if (!banksRead.has(name)) {
      diagnostics.push({
        severity: 'warning',
        code: 'unused-bank',
        message: `no signal reads the bank "${name}"`,
        place,
        wayOut: 'name it in the banks of a signal of kind terms',
      })
    }
  const unset = [...usage.labels].filter(([name, { manual }]) => !manual && !labelled.has(name))
  // Walking every condition costs something, and most packs set every label that they declare.
  const irs = unset.length === 0 ? [] : usage.rules.flatMap((rule) => [...rule.irs.values()])
  const asked = new Set([...new Set(irs)].flatMap(labelsOf))
  for (const [name, { place }] of unset) {
    if (!asked.has(name) && !takenOff.has(name)) {
      warn('label', name, place, 'put it on something in a rule, or remove it')
      continue
    }
    diagnostics.push({
      severity: 'warning',
      code: 'unset-label',
      message: `rules ${asked.has(name) ? 'ask for' : 'take off'} the label "${name}", and none sets it`,
      place,
      wayOut: 'set it in a rule, or add `manual: true` when people or your own systems set it',
    })
  }
}
