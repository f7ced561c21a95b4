import type { Check } from './check.ts'

const DARK = 0.05

/** Materials that show a picture by their own light only: a viewer without it shows black. */
export const emissiveOnly: Check = ({ item: { materials } }) =>
  materials.flatMap(({ at, baseColor, baseTexture, emissive, emissiveTexture }) => {
    const dark = baseTexture === undefined && Math.max(baseColor[0], baseColor[1], baseColor[2]) < DARK
    if (emissiveTexture === undefined || !dark || Math.max(...emissive) === 0) return []
    const says = 'The picture of this material is seen only by its own light.'
    return [{ code: 'emissive-only', severity: 'note', at, says }]
  })
