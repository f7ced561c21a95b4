import type { Check } from './check.ts'

/** Several meshes where the slot wants one. */
export const meshCount: Check = ({ item: { meshes }, profile: { singleMesh } }) => {
  if (singleMesh !== true || meshes.length <= 1) return []
  const says = `${meshes.length} meshes; the slot wants one.`
  return [{ code: 'too-many-meshes', severity: 'error', at: '/meshes', says }]
}
