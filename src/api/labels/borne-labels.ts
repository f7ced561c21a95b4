import type { Label } from '../../pack/pack.ts'
import type { BorneLabel } from '../contract/labels.ts'
import type { LabelWord } from './ports.ts'
import { timeOf, wireWord } from './wire-label.ts'

/** What an entity bears, label by label, with every source that says so. */
export function borneLabels(declared: ReadonlyMap<string, Label>, words: readonly LabelWord[]): BorneLabel[] {
  const borne = new Map<string, LabelWord[]>()
  for (const word of words) borne.set(word.label, [...(borne.get(word.label) ?? []), word])
  return [...borne].map(([label, sources]): BorneLabel => {
    const ends = sources.map(({ untilMs }) => untilMs ?? Number.POSITIVE_INFINITY)
    return {
      label,
      connotation: declared.get(label)?.connotation ?? null,
      description: declared.get(label)?.description ?? null,
      until: timeOf(Math.max(...ends)),
      sources: sources.map(wireWord),
    }
  })
}
