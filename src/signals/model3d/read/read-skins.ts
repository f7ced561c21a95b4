import { Fault } from '../finding.ts'
import type { FindingList } from '../finding-list.ts'
import type { ItemSkin } from '../item.ts'
import type { Budget } from './budget.ts'
import { indexOf, type Json, listOf, objectOf, objectsOf } from './fields.ts'
import type { Accessors } from './open-accessors.ts'

/** The skins of a file; one with a fault keeps its place with no joints. */
export function readSkins(
  root: Json,
  nodes: number,
  accessors: Accessors,
  budget: Budget,
  found: FindingList,
): ItemSkin[] {
  return objectsOf(root, 'skins', '').map((value, index) => {
    const at = `/skins/${index}`
    const none = { at, joints: [], inverseBind: new Float32Array(0) }
    return found.attempt(() => readSkin(objectOf(value), nodes, accessors, budget, at)) ?? none
  })
}

function readSkin(skin: Json, nodes: number, accessors: Accessors, budget: Budget, at: string): ItemSkin {
  const joints = listOf(skin, 'joints', at).map((joint) => indexOf(joint ?? -1, nodes, `${at}/joints`)!)
  const bind = indexOf(skin.inverseBindMatrices, accessors.size, `${at}/inverseBindMatrices`)
  if (bind !== undefined) {
    const inverseBind = accessors.floats(bind)
    if (inverseBind.length >= joints.length * 16) return { at, joints, inverseBind }
    throw new Fault('unequal-counts', `${at}/inverseBindMatrices`, 'There are fewer matrices than joints.')
  }
  budget.take(joints.length * 64, at)
  const inverseBind = new Float32Array(joints.length * 16)
  for (let i = 0; i < joints.length; i++) for (let k = 0; k < 4; k++) inverseBind[i * 16 + k * 5] = 1
  return { at, joints, inverseBind }
}
