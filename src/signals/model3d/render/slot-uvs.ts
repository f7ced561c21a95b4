import type { MeshPart, TextureSlot } from './scene.ts'
import { sinCos } from './sin-cos.ts'

/** A part's texture coordinates as one slot of its material sees them: translation × rotation × scale of KHR_texture_transform. */
export function slotUvs(part: MeshPart, slot: TextureSlot | undefined): Float32Array | undefined {
  const uvs = slot === undefined ? undefined : part.uvs[slot.uvSet]
  if (slot === undefined || uvs === undefined || uvs.length < (part.positions.length / 3) * 2)
    return undefined
  const { offset = [0, 0], rotation = 0, scale = [1, 1] } = slot
  if (offset[0] === 0 && offset[1] === 0 && rotation === 0 && scale[0] === 1 && scale[1] === 1) return uvs
  const { sin, cos } = sinCos(rotation)
  const out = new Float32Array(uvs.length)
  for (let i = 0; i + 1 < uvs.length; i += 2) {
    const u = uvs[i]! * scale[0]
    const v = uvs[i + 1]! * scale[1]
    out[i] = cos * u + sin * v + offset[0]
    out[i + 1] = cos * v - sin * u + offset[1]
  }
  return out
}
