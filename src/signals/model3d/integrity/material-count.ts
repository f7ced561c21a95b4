import type { Check } from './check.ts'

/** More materials than the slot may have. */
export const materialCount: Check = ({ item: { materials }, profile: { materials: most } }) => {
  if (most === undefined || materials.length <= most) return []
  const says = `${materials.length} materials; the slot allows ${most}.`
  return [{ code: 'too-many-materials', severity: 'error', at: '/materials', says }]
}
