import type { Check } from './check.ts'

/** More bones, each counted once, than the slot may have. */
export const boneCount: Check = ({ item: { skins }, profile: { bones: most } }) => {
  const bones = new Set(skins.flatMap(({ joints }) => joints)).size
  if (most === undefined || bones <= most) return []
  return [
    {
      code: 'too-many-bones',
      severity: 'error',
      at: '/skins',
      says: `${bones} bones; the slot allows ${most}.`,
    },
  ]
}
