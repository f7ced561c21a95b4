import type { MipTexture } from './build-mips.ts'
import { encodeLinear } from './encode-linear.ts'
import type { Batch } from './pose-scene.ts'
import type { TextureSlot } from './scene.ts'

/** How the triangles of one batch are coloured; factors are 0..1, as sRGB stores them. */
export interface Paint {
  readonly base: MipTexture | undefined
  readonly emissive: MipTexture | undefined
  readonly alphaMode: 'opaque' | 'mask' | 'blend'
  /** 0..255 */
  readonly cutoff: number
  readonly red: number
  readonly green: number
  readonly blue: number
  readonly alpha: number
  readonly emissiveRed: number
  readonly emissiveGreen: number
  readonly emissiveBlue: number
  readonly glows: boolean
  readonly coloured: boolean
  readonly owner: number
}

/**
 * Factors multiply a texture in linear light; as sRGB is nearly a power law, multiplying the stored values by the
 * stored factor is the same within a few steps of 255 and needs no conversion at any pixel.
 */
export function paintOf(batch: Batch, textures: readonly (MipTexture | undefined)[], owner: number): Paint {
  const { baseColour, baseTexture, emissive, emissiveTexture, alphaMode, alphaCutoff } = batch.material
  const [emissiveRed, emissiveGreen, emissiveBlue] = emissive.map(encodeLinear) as [number, number, number]
  const glows = emissiveRed > 0 || emissiveGreen > 0 || emissiveBlue > 0
  return {
    base: batch.baseUvs === undefined ? undefined : throughSlot(textures, baseTexture),
    emissive: batch.emissiveUvs === undefined || !glows ? undefined : throughSlot(textures, emissiveTexture),
    alphaMode,
    cutoff: alphaCutoff * 255,
    red: encodeLinear(baseColour[0]),
    green: encodeLinear(baseColour[1]),
    blue: encodeLinear(baseColour[2]),
    alpha: Math.min(1, Math.max(0, baseColour[3])),
    emissiveRed,
    emissiveGreen,
    emissiveBlue,
    glows,
    coloured: batch.colours !== undefined,
    owner,
  }
}

/** A texture as a slot of a material continues it. */
function throughSlot(
  textures: readonly (MipTexture | undefined)[],
  slot: TextureSlot | undefined,
): MipTexture | undefined {
  const texture = slot === undefined ? undefined : textures[slot.texture]
  if (slot === undefined || texture === undefined) return undefined
  const { wrapS = texture.wrapS, wrapT = texture.wrapT } = slot
  return { ...texture, wrapS, wrapT }
}
