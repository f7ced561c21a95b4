import type { Check } from './check.ts'

/** Meshes that are not closed, where the slot wants them closed: a person should look, real ones often have a seam. */
export const holes: Check = ({ item: { meshes }, edges, profile: { watertight } }) => {
  if (watertight !== true) return []
  return meshes.flatMap(({ at }, index) => {
    const { open } = edges[index]!
    if (open === 0) return []
    return [{ code: 'holes', severity: 'warning', at, says: `${open} edges belong to one triangle only.` }]
  })
}
