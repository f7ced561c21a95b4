import { glb, pack } from '../glb.fixture.ts'
import { bodyBatch } from './body-batch.ts'
import { mannequin } from './mannequin.ts'
import { type Joints, mannequinJoints } from './mannequin-joints.ts'
import { type Patch, patchesOf } from './patches.ts'

/** Clothes cut out of the mannequin itself, 3 cm off its skin, as a file; with its bones where names are given. */
export function clothes(
  keep: (patch: Patch) => boolean,
  joints: Joints = mannequinJoints('T'),
  named?: boolean,
): Uint8Array {
  const { tubes } = mannequin(joints)
  const wide = tubes.map((tube) => ({
    ...tube,
    rings: tube.rings.map((ring) => ({ ...ring, side: ring.side + 0.03, front: ring.front + 0.03 })),
  }))
  const kept = patchesOf(wide).filter((patch) => !patch.inner && keep(patch))
  const { positions, indices } = bodyBatch(kept, 0)
  const [box, count] = [{ bufferView: 0 }, positions.length / 3]
  const bones = named === true ? Object.entries(joints) : []
  return glb(
    {
      asset: { version: '2.0' },
      scene: 0,
      scenes: [{ nodes: [0, ...bones.map((_, i) => i + 1)] }],
      nodes: [{ mesh: 0 }, ...bones.map(([name, translation]) => ({ name, translation }))],
      meshes: [{ primitives: [{ attributes: { POSITION: 0 }, indices: 1 }] }],
      accessors: [
        { ...box, componentType: 5126, count, type: 'VEC3' },
        { bufferView: 1, componentType: 5125, count: indices.length, type: 'SCALAR' },
      ],
      bufferViews: [
        { buffer: 0, byteLength: positions.byteLength },
        { buffer: 0, byteOffset: positions.byteLength, byteLength: indices.byteLength },
      ],
      buffers: [{ byteLength: positions.byteLength + indices.byteLength }],
    },
    pack(positions, new Uint8Array(indices.buffer)),
  )
}
