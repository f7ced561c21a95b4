import type { Batch } from '../render/pose-scene.ts'
import { DEFAULT_MATERIAL } from '../render/scene.ts'
import type { Patch } from './patches.ts'

/** A plain grey that no classifier takes for skin. */
const PLAIN = [0.62, 0.64, 0.68, 1] as const
const CORNERS = [0, 1, 2, 0, 2, 3] as const
const MARKED = [0.9, 0.1, 0.15, 1] as const

/** The mannequin to be drawn as one mesh, some pieces of it in red. */
export function bodyBatch(
  patches: readonly Patch[],
  mesh: number,
  marked: ReadonlySet<Patch> = new Set(),
): Batch {
  const positions = new Float32Array(patches.length * 12)
  const normals = new Float32Array(patches.length * 12)
  const colours = new Float32Array(patches.length * 16)
  const indices = new Uint32Array(patches.length * 6)
  for (const [i, patch] of patches.entries()) {
    for (let corner = 0; corner < 4; corner++) {
      positions.set(patch.corners[corner]!, 12 * i + 3 * corner)
      normals.set(patch.normals[corner]!, 12 * i + 3 * corner)
      colours.set(marked.has(patch) ? MARKED : PLAIN, 16 * i + 4 * corner)
    }
    for (let k = 0; k < 6; k++) indices[6 * i + k] = 4 * i + CORNERS[k]!
  }
  return {
    ...{ positions, normals, colours, indices, baseUvs: undefined, emissiveUvs: undefined },
    ...{ material: DEFAULT_MATERIAL, mirrored: false, mesh, node: -1 },
  }
}
