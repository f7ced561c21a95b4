import { BONES, type Bone } from '../body/bone.ts'
import { boneOfName } from '../body/bone-of-name.ts'
import type { Item } from '../item.ts'
import { type Json, objectOf, objectsOf } from './fields.ts'

/**
 * Which node is which bone of a human-like body: as VRM says, else by the names of nodes, of those that skins move first.
 * Names go no further than this.
 */
export function readHumanoid(root: Json, nodes: number, joints: ReadonlySet<number>): Item['humanoid'] {
  const found = new Map<Bone, number>()
  const add = (bone: unknown, node: unknown): void => {
    const known = BONES.find((each) => each === bone)
    const there = typeof node === 'number' && Number.isInteger(node) && node >= 0 && node < nodes
    if (known !== undefined && there && !found.has(known)) found.set(known, node)
  }
  const extensions = objectOf(root.extensions)
  const old = objectOf(objectOf(extensions.VRM).humanoid).humanBones
  if (Array.isArray(old)) for (const each of old) add(objectOf(each).bone, objectOf(each).node)
  const bones = objectOf(objectOf(objectOf(extensions.VRMC_vrm).humanoid).humanBones)
  for (const [bone, { node }] of Object.entries(bones).map(([key, value]) => [key, objectOf(value)] as const))
    add(bone, node)
  if (found.size === 0) {
    const named = objectsOf(root, 'nodes', '').map(({ name }) =>
      typeof name === 'string' ? boneOfName(name) : undefined,
    )
    for (const wanted of [true, false])
      for (const [node, bone] of named.entries()) if (joints.has(node) === wanted) add(bone, node)
  }
  return Object.fromEntries(found)
}
