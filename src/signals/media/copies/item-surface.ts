import type { Item, ItemNode } from '../../model3d/item.ts'
import { multiply } from '../../model3d/read/matrices.ts'
import type { Surface, SurfacePart } from './surface.ts'

/**
 * The surface of an item that does not depend on its pose: skinned meshes as they were bound, without morph targets; what
 * hangs on a bone where that bone was bound. Of what the default scene shows; where it shows nothing, of everything.
 */
export function itemSurface(item: Item): Surface {
  const worlds = boundWorlds(item)
  const all: { readonly shown: boolean; readonly part: SurfacePart }[] = []
  item.nodes.forEach((node, at) => {
    if (node.mesh === undefined) return
    const still = node.skin === undefined
    for (const { positions, triangles } of item.meshes[node.mesh]!.primitives)
      all.push({
        shown: node.shown,
        part: { triangles, positions: still ? move(positions, worlds[at]!) : positions },
      })
  })
  const shown = all.filter((one) => one.shown && one.part.triangles.length > 0)
  return (shown.length > 0 ? shown : all).map(({ part }) => part)
}

/** Where nodes stand when every bone is where it was bound. */
function boundWorlds({ nodes, skins }: Item): Float64Array[] {
  const bound = new Map<number, Float64Array>()
  for (const { joints, inverseBind } of skins)
    joints.forEach((joint, i) => {
      const back = invert(inverseBind.subarray(16 * i, 16 * i + 16))
      if (back !== undefined && !bound.has(joint)) bound.set(joint, back)
    })
  const worlds: Float64Array[] = []
  // A chain is walked without recursion: depth is bounded by the reader, the stack by nobody.
  for (let start = 0; start < nodes.length; start++) {
    const chain: number[] = []
    for (let at: number | undefined = start; at !== undefined && worlds[at] === undefined; ) {
      chain.push(at)
      at = nodes[at]!.parent
      if (chain.length > nodes.length) break
    }
    for (const at of chain.reverse()) worlds[at] = bound.get(at) ?? worldOf(nodes[at]!, worlds)
  }
  return worlds
}

function worldOf({ parent, local }: ItemNode, worlds: readonly Float64Array[]): Float64Array {
  const above = parent === undefined ? undefined : worlds[parent]
  return above === undefined ? local : multiply(above, local)
}

function move(positions: Float32Array, m: Float64Array): Float32Array {
  const out = new Float32Array(positions.length)
  for (let at = 0; at + 2 < positions.length; at += 3)
    for (let row = 0; row < 3; row++)
      out[at + row] =
        m[row]! * positions[at]! +
        m[4 + row]! * positions[at + 1]! +
        m[8 + row]! * positions[at + 2]! +
        m[12 + row]!
  return out
}

/** Of a 4 × 4 that moves, turns and scales; undefined where it flattens, or is no such matrix. */
function invert(m: Float32Array): Float64Array | undefined {
  if (m.length < 16) return undefined
  const [a, b, c, d, e, f, g, h, i] = [m[0]!, m[4]!, m[8]!, m[1]!, m[5]!, m[9]!, m[2]!, m[6]!, m[10]!]
  const whole = a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g)
  if (!(Math.abs(whole) > 1e-18) || !Number.isFinite(whole)) return undefined
  const rows = [
    [(e * i - f * h) / whole, (c * h - b * i) / whole, (b * f - c * e) / whole],
    [(f * g - d * i) / whole, (a * i - c * g) / whole, (c * d - a * f) / whole],
    [(d * h - e * g) / whole, (b * g - a * h) / whole, (a * e - b * d) / whole],
  ]
  const out = new Float64Array(16)
  out[15] = 1
  rows.forEach(([x, y, z], row) => {
    out[row] = x!
    out[4 + row] = y!
    out[8 + row] = z!
    out[12 + row] = -(x! * m[12]! + y! * m[13]! + z! * m[14]!)
  })
  return out
}
