import type { EventType, Pack, Rule } from '../pack/pack.ts'
import { compileRows } from '../rules/compile-rows.ts'
import type { RowProgram } from '../rules/frame.ts'
import { SIGNAL_KINDS } from '../signals/kinds.ts'
import type { BoundSignal } from './bound-signal.ts'
import { compileDecoder } from './compile-decoder.ts'
import { hash32 } from './draw.ts'
import type { CompiledEventType, CompiledRule, Ruleset } from './ruleset.ts'

/** Compiles a checked pack. Throws only on a pack that did not come from the checker. */
export function compileRuleset(pack: Pack): Ruleset {
  const byEventType = new Map<string, Rule[]>()
  for (const name of pack.eventTypes.keys()) byEventType.set(name, [])
  for (const rule of pack.rules) for (const name of rule.on) byEventType.get(name)!.push(rule)
  const eventTypes = new Map<string, CompiledEventType>()
  for (const eventType of pack.eventTypes.values())
    eventTypes.set(eventType.name, compileEventType(pack, eventType, byEventType.get(eventType.name)!))
  return { id: pack.id, pack, eventTypes }
}

function compileEventType(pack: Pack, eventType: EventType, rules: readonly Rule[]): CompiledEventType {
  const irs = rules.map((rule) => rule.irs.get(eventType.name)!)
  const program = compileRows(irs, eventType.scope)
  const signals = eventType.slots.map(({ signal: name, of }): BoundSignal => {
    const spec = pack.signals.get(name)!
    const kind = SIGNAL_KINDS.find((one) => one.kind === spec.kind)!
    const signal = kind.build({ name, of, options: spec.options, banks: pack.banks })
    return { signal, spec, onContent: of === eventType.content }
  })
  return {
    eventType,
    program,
    rules: rules.map((rule, index) => compileRule(pack, rule, program, index, signals)),
    signals,
    decodeData: compileDecoder(eventType),
    freeFrames: [],
    mask: pack.mask,
  }
}

function compileRule(
  pack: Pack,
  rule: Rule,
  program: RowProgram,
  index: number,
  signals: readonly BoundSignal[],
): CompiledRule {
  const policy = pack.policies.get(rule.policy)!
  const { mode } = rule
  return {
    rule,
    index,
    policy: `${policy.id}@${policy.version}`,
    severity: policy.severity,
    verdict: rule.verdict,
    worlds: rule.worlds === undefined ? undefined : new Set(rule.worlds),
    share: mode.kind === 'live' ? 10_000 : mode.kind === 'shadow' ? 0 : Math.round(mode.percent * 100),
    seed: hash32(rule.id),
    reason: undefined,
    contentSlots: program
      .signalsOf(index)
      .filter((slot) => signals[slot]!.onContent && signals[slot]!.signal.spans),
  }
}
