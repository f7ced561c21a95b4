import type { Item, ItemNode, ItemPrimitive } from '../item.ts'
import { multiply } from '../read/matrices.ts'

/** A primitive where it stands. */
export interface Posed {
  readonly node: number
  readonly primitive: ItemPrimitive
  readonly shown: boolean
  /** x y z in the world, metres, as the file poses it. */
  readonly positions: Float32Array
}

/** Puts the vertices of all meshes where their nodes and bones put them. Its cost is bounded by the reader's limits. */
export function poseItem(item: Item): Posed[] {
  return item.nodes.flatMap((node, index) => {
    if (node.mesh === undefined) return []
    const joints = node.skin === undefined ? [] : jointMatrices(item, node.skin)
    return item.meshes[node.mesh]!.primitives.map((primitive) => ({
      node: index,
      primitive,
      shown: node.shown,
      positions: pose(primitive, node, joints),
    }))
  })
}

function jointMatrices(item: Item, skin: number): Float64Array[] {
  const { joints, inverseBind } = item.skins[skin]!
  return joints.map((joint, i) =>
    multiply(item.nodes[joint]!.world, inverseBind.subarray(i * 16, i * 16 + 16)),
  )
}

/** glTF: the place of a skinned mesh's own node does not count. Joints that the skin has not leave the vertex there. */
function pose(primitive: ItemPrimitive, node: ItemNode, matrices: readonly Float64Array[]): Float32Array {
  const { positions, joints, weights } = primitive
  const out = new Float32Array(positions.length)
  const skinned = matrices.length > 0 && joints !== undefined && weights !== undefined
  const each = skinned ? joints.length / (positions.length / 3) : 0
  for (let v = 0; v < positions.length / 3; v++) {
    if (!skinned) {
      add(out, v, node.world, positions, 1)
      continue
    }
    let sum = 0
    for (let i = v * each; i < (v + 1) * each; i++) sum += matrices[joints[i]!] ? weights[i]! : 0
    if (!(sum > 0)) {
      add(out, v, node.world, positions, 1)
      continue
    }
    for (let i = v * each; i < (v + 1) * each; i++) {
      const weight = weights[i]!
      const matrix = matrices[joints[i]!]
      if (matrix !== undefined && weight !== 0) add(out, v, matrix, positions, weight / sum)
    }
  }
  return out
}

function add(out: Float32Array, v: number, m: Float64Array, positions: Float32Array, weight: number): void {
  const [x, y, z] = [positions[v * 3]!, positions[v * 3 + 1]!, positions[v * 3 + 2]!]
  for (let row = 0; row < 3; row++) {
    out[v * 3 + row]! += weight * (m[row]! * x + m[4 + row]! * y + m[8 + row]! * z + m[12 + row]!)
  }
}
