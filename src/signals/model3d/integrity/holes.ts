import type { Check } from './check.ts'

/** Meshes that are not closed, where the slot wants them closed. */
export const holes: Check = ({ item: { meshes }, edges, profile: { watertight } }) => {
  if (watertight !== true) return []
  return meshes.flatMap(({ at }, index) => {
    const { open } = edges[index]!
    if (open === 0) return []
    return [{ code: 'holes', severity: 'error', at, says: `${open} edges belong to one triangle only.` }]
  })
}
