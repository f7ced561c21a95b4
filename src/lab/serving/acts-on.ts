import { TEXT_SLICES } from '../evaluate/slice-keys.ts'
import type { GateSlices } from '../gates/gate.ts'
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
  const slices = certified(entries)
  if (slices === undefined) return undefined
  const holds = new Set(slices.holds.map(keyOf))
  const reviewOnly = new Set(slices.reviewOnly.map(keyOf))
  return (text, place) =>
    TEXT_SLICES.every(({ by, of }) => of(text).every((value) => holds.has(keyOf({ by, value })))) &&
    !reviewOnly.has(keyOf({ by: 'surface', value: place.surface })) &&
    !reviewOnly.has(keyOf({ by: 'world', value: place.world }))
}

/** The slices of the gates that ran last, as the system wrote them down. */
function certified(entries: readonly ModelEntry[]): GateSlices | undefined {
  const gates = entries.findLast(({ kind, by }) => kind === 'gates' && by === 'system')
  const results = (gates?.body.results ?? []) as readonly { gate: string; slices?: GateSlices }[]
  return results.find(({ gate }) => gate === 'slices')?.slices
}

function keyOf({ by, value }: GateSlices['holds'][number]): string {
  return `${by} ${value}`
}
