import { type EntityRef, entityKind } from '../../core/entity.ts'
import { didYouMean } from '../../core/suggest.ts'
import type { Label, Pack } from '../../pack/pack.ts'
import { ProblemError } from '../problem-error.ts'
import { invalid } from '../screen-event.ts'

/** A label that the live pack declares. Throws the problem when there is none of that name. */
export function declaredLabel({ labels }: Pack, name: string): Label {
  const label = labels.get(name)
  if (label !== undefined) return label
  const problem = 'is no label of the pack'
  throw new ProblemError(invalid([{ field: 'label', problem, wayOut: didYouMean(name, labels.keys()) }]))
}

/** Throws the problem when a label does not stand on this kind of entity. */
export function fitsEntity({ name, on }: Label, entity: EntityRef): void {
  if (on === undefined || entityKind(entity) === on) return
  const problem = `is no ${on}, on which the label "${name}" stands`
  throw new ProblemError(
    invalid([{ field: 'entity', problem, wayOut: `name one of the kind ${on}, as ${on}:id` }]),
  )
}
