import type { Effect, RetroactId } from '../../core/effect.ts'
import type { EntityRef } from '../../core/entity.ts'
import type { DecisionId } from '../../core/id.ts'
import type { EffectSpec, On } from '../../pack/pack.ts'
import type { PlannedEffect } from './ports.ts'

/** An event on which the rule fires. */
export interface RetroactMatch {
  readonly decision: DecisionId
  readonly actor: EntityRef | undefined
  readonly target: EntityRef | undefined
  readonly session: EntityRef | undefined
}

/** What asks for the effects. */
export interface Asking {
  /** The rule's id, or another word for who asks. */
  readonly id: string
  readonly effects: readonly EffectSpec[]
  /** As `id@version`; empty: none that is known. */
  readonly policy: string
}

/** Gathers what a rule asks for over many events. */
export interface EffectPlan {
  /** The effects that this event adds: those on a target that had none of this kind yet, and a job for each event. */
  add(match: RetroactMatch): PlannedEffect[]
  readonly targets: number
}

/**
 * One effect of a kind for each target, however often the rule fires on it: what a live rule would have stopped after
 * the first time is one cause. Jobs are one for each event.
 */
export function planEffects(run: RetroactId, rule: Asking): EffectPlan {
  const had = new Set<string>()
  const targets = new Set<EntityRef>()
  const mark = { rule: rule.id, policy: rule.policy, retroactive: run }

  function add(match: RetroactMatch): PlannedEffect[] {
    const { decision } = match
    const planned: PlannedEffect[] = []
    for (const spec of rule.effects) {
      if (spec.kind === 'job') {
        planned.push({ decision, effect: { kind: 'job', ...mark, queue: spec.queue }, forMs: undefined })
        continue
      }
      const target = match[spec.on as On]
      if (target === undefined) continue
      const name =
        'label' in spec
          ? spec.label
          : 'enforcement' in spec
            ? `${spec.enforcement} ${JSON.stringify(spec.with ?? {})}`
            : ''
      const key = `${spec.kind} ${name} ${target}`
      if (had.has(key)) continue
      had.add(key)
      targets.add(target)
      planned.push({
        decision,
        effect: effectOf(spec, target),
        forMs: 'forMs' in spec ? spec.forMs : undefined,
      })
    }
    return planned
  }

  function effectOf(spec: Exclude<EffectSpec, { kind: 'job' }>, target: EntityRef): Effect {
    switch (spec.kind) {
      case 'label':
      case 'unlabel':
        return { kind: spec.kind, ...mark, target, label: spec.label }
      case 'strike':
        return { kind: 'strike', ...mark, target, weight: spec.weight }
      case 'enforcement':
        return {
          ...{ kind: 'enforcement', ...mark, target, enforcement: spec.enforcement },
          ...(spec.with === undefined ? {} : { with: spec.with }),
        }
      case 'notice':
        return { kind: 'notice', ...mark, target }
    }
  }

  return {
    add,
    get targets() {
      return targets.size
    },
  }
}
