import type { Check } from './check.ts'

/** Morph targets in a slot that allows none. */
export const unwantedMorphs: Check = ({ item, profile: { noMorphs } }) => {
  if (noMorphs !== true) return []
  return item.morphs.map(({ mesh, targets }) => {
    const says = `${targets} morph targets; the slot allows none.`
    return { code: 'morph-targets', severity: 'error', at: item.meshes[mesh]!.at, says }
  })
}
