import type { Effect, EffectParams } from '../core/effect.ts'
import type { JudgedEvent } from '../core/event.ts'
import { isoTime } from '../core/iso-time.ts'
import type { EffectSpec } from '../pack/pack.ts'
import type { CompiledRule } from './ruleset.ts'

/**
 * The union of what fired rules ask for, gravest first. The same label or enforcement on the same target is one
 * effect with the latest end (none is later than any); the same job, notice or strike under one policy is one, a
 * strike with the greatest weight. An effect on a target that the event does not name is left out: there is nobody
 * for it to fall on. Ends count from the time of receipt, which a sender cannot shift.
 */
export function collectEffects(fired: readonly CompiledRule[], event: JudgedEvent): readonly Effect[] {
  // A list, not a map by text: there are few distinct effects, and this runs at each firing.
  let folded: Effect[] | undefined
  for (const compiled of fired) {
    for (const spec of compiled.rule.effects) {
      const effect = effectOf(spec, compiled, event)
      if (effect === undefined) continue
      if (folded === undefined) {
        folded = [effect]
        continue
      }
      let at = 0
      while (at < folded.length && !isSame(folded[at]!, effect)) at++
      folded[at] = at < folded.length ? fold(folded[at]!, effect) : effect
    }
  }
  return folded ?? NONE
}

const NONE: readonly Effect[] = Object.freeze([])

function effectOf(
  spec: EffectSpec,
  { rule: { id: rule }, policy }: CompiledRule,
  event: JudgedEvent,
): Effect | undefined {
  if (spec.kind === 'job') return { kind: 'job', rule, policy, queue: spec.queue }
  const target = event[spec.on]
  if (target === undefined) return undefined
  switch (spec.kind) {
    case 'label': {
      const { kind, label, forMs } = spec
      if (forMs === undefined) return { kind, rule, policy, target, label }
      return { kind, rule, policy, target, label, until: isoTime(event.receivedAt + forMs) }
    }
    case 'enforcement': {
      const { kind, enforcement, forMs } = spec
      const base = { kind, rule, policy, target, enforcement, ...(spec.with && { with: spec.with }) }
      return forMs === undefined ? base : { ...base, until: isoTime(event.receivedAt + forMs) }
    }
    case 'unlabel':
      return { kind: 'unlabel', rule, policy, target, label: spec.label }
    case 'strike':
      return { kind: 'strike', rule, policy, target, weight: spec.weight }
    case 'notice':
      return { kind: 'notice', rule, policy, target }
  }
}

/** Whether two effects ask for one thing. */
function isSame(a: Effect, b: Effect): boolean {
  if (a.kind === 'job') return b.kind === 'job' && a.queue === b.queue
  if (a.kind !== b.kind || a.target !== b.target) return false
  if (a.kind === 'label') return b.kind === 'label' && a.label === b.label
  if (a.kind === 'unlabel') return b.kind === 'unlabel' && a.label === b.label
  if (a.kind === 'enforcement')
    return b.kind === 'enforcement' && a.enforcement === b.enforcement && sameParams(a.with, b.with)
  return a.policy === b.policy
}

function sameParams(a: EffectParams | undefined, b: EffectParams | undefined): boolean {
  return a === b || JSON.stringify(a) === JSON.stringify(b)
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
