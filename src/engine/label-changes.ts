import type { Decision } from '../core/decision.ts'
import type { LabelChange } from './ports.ts'

/** What a decision asks for of labels, whether or not it changes anything. */
export function labelChanges({ decision, receivedAt, effects }: Decision): readonly LabelChange[] {
  let changes: LabelChange[] | undefined
  for (const effect of effects) {
    if (effect.kind !== 'label' && effect.kind !== 'unlabel') continue
    const until = effect.kind === 'label' ? effect.until : undefined
    changes ??= []
    changes.push({
      id: decision.slice(2),
      atMs: Date.parse(receivedAt),
      entity: effect.target,
      label: effect.label,
      op: effect.kind === 'label' ? 'set' : 'unset',
      untilMs: until === undefined ? undefined : Date.parse(until),
      rule: effect.rule,
    })
  }
  return changes ?? NONE
}

const NONE: readonly LabelChange[] = Object.freeze([])
