import type { Check } from './check.ts'

/** More triangles, as often as their mesh stands somewhere, than the slot may have. */
export const triangleCount: Check = ({ posed, profile: { triangles: most } }) => {
  const count = posed.reduce((sum, { primitive }) => sum + primitive.triangles.length / 3, 0)
  if (most === undefined || count <= most) return []
  const says = `${count} triangles; the slot allows ${most}.`
  return [{ code: 'too-many-triangles', severity: 'error', at: '/meshes', says }]
}
