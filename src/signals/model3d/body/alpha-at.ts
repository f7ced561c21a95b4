import type { MipTexture } from '../render/build-mips.ts'
import type { Batch } from '../render/pose-scene.ts'
import { sampleTexture } from '../render/sample-texture.ts'
import type { Hit } from './ray-tree.ts'

/** How much of what lies behind a place on a triangle it hides from outside, 0 to 1: its back hides nothing where it is not drawn. */
export function alphaAt(batch: Batch, hit: Hit, textures: readonly MipTexture[]): number {
  const { material, mirrored, baseUvs, colours, indices } = batch
  if (!material.doubleSided && hit.front === mirrored) return 0
  if (material.alphaMode === 'opaque') return 1
  const corners = [indices[hit.first]!, indices[hit.first + 1]!, indices[hit.first + 2]!] as const
  const between = (values: Float32Array, width: number, k: number): number =>
    (1 - hit.u - hit.v) * values[width * corners[0] + k]! +
    hit.u * values[width * corners[1] + k]! +
    hit.v * values[width * corners[2] + k]!
  let alpha = material.baseColour[3]
  const { baseTexture } = material
  const texture = baseTexture === undefined ? undefined : textures[baseTexture.texture]
  if (texture !== undefined && baseUvs !== undefined) {
    const { wrapS = texture.wrapS, wrapT = texture.wrapT } = baseTexture!
    const [u, v] = [between(baseUvs, 2, 0), between(baseUvs, 2, 1)]
    alpha *= (sampleTexture(texture.levels[0]!, wrapS, wrapT, u, v) >>> 24) / 255
  }
  if (colours !== undefined) alpha *= between(colours, 4, 3)
  if (material.alphaMode === 'mask') return alpha >= material.alphaCutoff ? 1 : 0
  return Math.min(1, Math.max(0, alpha))
}
