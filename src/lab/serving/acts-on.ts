import { sliceKey, TEXT_SLICES } from '../evaluate/slice-keys.ts'
import { latestGates } from '../registry/latest-gates.ts'
import type { ModelEntry } from '../registry/model.ts'

/** Where a text stands: what of its slices is known beside the text itself. */
export interface TextPlace {
  readonly surface: string
  readonly world: string
}

/** Whether a model may act on a text, or only rank it. */
export type ActsOn = (text: string, place: TextPlace) => boolean

/**
 * On which texts a model may act by its certificate: the gate `slices` in the chain of its entries. By what a text itself
 * tells (script, length, mention of identity) it acts only where every slice that the text is in held; one without labels
 * enough, or of which there was no row at all, is for review only. By surface and world it does not act where the slice
 * was found to be for review only. A language is told by its script alone; the age of an account is not known here.
 * Undefined: the certificate names no slices, and nothing is held back.
 */
export function actsOn(entries: readonly ModelEntry[]): ActsOn | undefined {
  const slices = latestGates(entries).find(({ gate }) => gate === 'slices')?.slices
  if (slices === undefined) return undefined
  const holds = new Set(slices.holds.map(sliceKey))
  const reviewOnly = new Set(slices.reviewOnly.map(sliceKey))
  return (text, place) =>
    TEXT_SLICES.every(({ by, of }) => of(text).every((value) => holds.has(sliceKey({ by, value })))) &&
    !reviewOnly.has(sliceKey({ by: 'surface', value: place.surface })) &&
    !reviewOnly.has(sliceKey({ by: 'world', value: place.world }))
}
