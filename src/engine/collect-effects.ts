import type { Effect } from '../core/effect.ts'
import type { JudgedEvent } from '../core/event.ts'
import type { EffectSpec } from '../pack/pack.ts'
import { isoTime } from './iso-time.ts'
import type { CompiledRule } from './ruleset.ts'

/**
 * The union of what fired rules ask for, gravest first. The same label or enforcement on the same target is one
 * effect with the latest end (none is later than any); the same job, notice or strike under one policy is one, a
 * strike with the greatest weight. An effect on a target that the event does not name is left out: there is nobody
 * for it to fall on. Ends count from the time of receipt, which a sender cannot shift.
 */
export function collectEffects(fired: readonly CompiledRule[], event: JudgedEvent): readonly Effect[] {
  const folded = new Map<string, Effect>()
  for (const compiled of fired) {
    for (const spec of compiled.rule.effects) {
      const effect = effectOf(spec, compiled, event)
      if (effect === undefined) continue
      const key = keyOf(effect)
      const before = folded.get(key)
      folded.set(key, before === undefined ? effect : fold(before, effect))
    }
  }
  return [...folded.values()]
}

function effectOf(spec: EffectSpec, { rule, policy }: CompiledRule, event: JudgedEvent): Effect | undefined {
  const base = { rule: rule.id, policy }
  if (spec.kind === 'job') return { kind: 'job', ...base, queue: spec.queue }
  const target = event[spec.on]
  if (target === undefined) return undefined
  switch (spec.kind) {
    case 'label':
      return { kind: 'label', ...base, target, label: spec.label, ...until(spec.forMs, event) }
    case 'enforcement':
      return {
        kind: 'enforcement',
        ...base,
        target,
        enforcement: spec.enforcement,
        ...until(spec.forMs, event),
      }
    case 'strike':
      return { kind: 'strike', ...base, target, weight: spec.weight }
    case 'notice':
      return { kind: 'notice', ...base, target }
  }
}

function until(forMs: number | undefined, event: JudgedEvent): { until?: string } {
  return forMs === undefined ? {} : { until: isoTime(event.receivedAt + forMs) }
}

function keyOf(effect: Effect): string {
  switch (effect.kind) {
    case 'job':
      return `job ${effect.queue}`
    case 'label':
      return `label ${effect.label} ${effect.target}`
    case 'enforcement':
      return `enforcement ${effect.enforcement} ${effect.target}`
    case 'strike':
      return `strike ${effect.policy} ${effect.target}`
    case 'notice':
      return `notice ${effect.policy} ${effect.target}`
  }
}

function fold(before: Effect, next: Effect): Effect {
  if (before.kind === 'strike' && next.kind === 'strike') return next.weight > before.weight ? next : before
  if (
    (before.kind === 'label' && next.kind === 'label') ||
    (before.kind === 'enforcement' && next.kind === 'enforcement')
  ) {
    if (before.until === undefined) return before
    return next.until === undefined || next.until > before.until ? next : before
  }
  return before
}
