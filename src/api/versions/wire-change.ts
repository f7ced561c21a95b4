import type { PackChange as Change } from '../../pack/diff/change.ts'
import type { PackChange } from '../contract/rule-edits.ts'

/** The form in which a change of a pack leaves the service. */
export function wireChange({ differences, ...rest }: Change): PackChange {
  return {
    ...rest,
    differences: differences.map(({ what, before = null, after = null }) => ({ what, before, after })),
  }
}
