import type { Picture } from '../../image/picture.ts'
import { buildMips } from '../render/build-mips.ts'

/** Steps of 255 that a level may be off the one that its texture would have, on the mean; packing costs a few. */
const FAR_OFF = 20
/** Smaller levels show nothing. */
const LEAST_SIDE = 16

/**
 * Whether smaller levels of a texture show something else than the largest one: from afar players see those, and whoever
 * only looks at the largest would not.
 */
export function mipsDiffer(picture: Picture, smaller: readonly Picture[]): boolean {
  if (smaller.length === 0) return false
  const { levels } = buildMips({ picture, wrapS: 'clamp', wrapT: 'clamp' })
  return smaller.some((other, i) => {
    const own = levels[i + 1]
    if (own === undefined || own.width !== other.width || own.height !== other.height) return true
    if (Math.min(own.width, own.height) < LEAST_SIDE) return false
    let off = 0
    own.texels.forEach((texel, at) => {
      for (let channel = 0; channel < 4; channel++)
        off += Math.abs(((texel >>> (8 * channel)) & 255) - other.data[4 * at + channel]!)
    })
    return off / (own.texels.length * 4) > FAR_OFF
  })
}
