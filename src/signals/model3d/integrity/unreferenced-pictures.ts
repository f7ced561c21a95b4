import type { Check } from './check.ts'

/** Pictures that no material shows: nobody sees them, and they are handed out with the item. */
export const unreferencedPictures: Check = ({ item: { textures } }) =>
  textures.flatMap(({ at, used }) =>
    used
      ? []
      : [{ code: 'unreferenced-picture', severity: 'warning', at, says: 'No material shows this picture.' }],
  )
