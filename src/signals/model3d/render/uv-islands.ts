import type { MeshPart, Scene } from './scene.ts'
import { DEFAULT_MATERIAL } from './scene.ts'
import { slotUvs } from './slot-uvs.ts'

/** A connected piece of a part's triangles as they lie on a texture. */
export interface UvIsland {
  readonly mesh: number
  readonly part: number
  readonly uvs: Float32Array
  /** Three places in `uvs` a triangle. */
  readonly corners: readonly number[]
  /** left, top, right, bottom in texture coordinates; 0..1 is the texture once. */
  readonly box: readonly [number, number, number, number]
}

/**
 * Every island on a texture, base colour or emissive, the largest box first; triangles that share a place on the
 * texture belong together. Islands of the same box count once: copies of a part show the same.
 */
export function uvIslands(
  scene: Scene,
  texture: number,
  most = 24,
): { islands: UvIsland[]; leftOut: number } {
  const found = new Map<string, UvIsland>()
  scene.meshes.forEach((mesh, meshAt) => {
    mesh.parts.forEach((part, partAt) => {
      const material = scene.materials[part.material] ?? DEFAULT_MATERIAL
      for (const slot of [material.baseTexture, material.emissiveTexture]) {
        const uvs = slot?.texture === texture ? slotUvs(part, slot) : undefined
        if (uvs === undefined) continue
        for (const corners of connected(part, uvs)) {
          const box = boxOf(uvs, corners)
          const key = box.map((value) => Math.round(value * 1024)).join(' ')
          if (box.every(Number.isFinite) && !found.has(key))
            found.set(key, { mesh: meshAt, part: partAt, uvs, corners, box })
        }
      }
    })
  })
  const size = ({ box }: UvIsland): number => (box[2] - box[0]) * (box[3] - box[1])
  const islands = [...found.values()].sort((a, b) => size(b) - size(a))
  return { islands: islands.slice(0, most), leftOut: Math.max(0, islands.length - most) }
}

function connected(part: MeshPart, uvs: Float32Array): number[][] {
  const vertices = Math.floor(uvs.length / 2)
  // Each vertex points towards the first of its group; vertices in the same place start as one.
  const first = firstInPlace(uvs, vertices)
  const find = (v: number): number => {
    let at = v
    while (first[at] !== at) {
      first[at] = first[first[at]!]!
      at = first[at]!
    }
    return at
  }
  const { indices } = part
  const whole = (at: number): boolean =>
    indices[at]! < vertices && indices[at + 1]! < vertices && indices[at + 2]! < vertices
  for (let at = 0; at + 2 < indices.length; at += 3) {
    if (!whole(at)) continue
    const root = find(indices[at]!)
    first[find(indices[at + 1]!)] = root
    first[find(indices[at + 2]!)] = root
  }
  const groups = new Map<number, number[]>()
  for (let at = 0; at + 2 < indices.length; at += 3) {
    if (!whole(at)) continue
    const root = find(indices[at]!)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [indices[at]!, indices[at + 1]!, indices[at + 2]!])
    else group.push(indices[at]!, indices[at + 1]!, indices[at + 2]!)
  }
  return [...groups.values()]
}

/** For each vertex the first that lies in the same place. */
function firstInPlace(uvs: Float32Array, vertices: number): Int32Array {
  const first = new Int32Array(vertices)
  // Each number has a number of its own, so that a place is one whole number: far faster than places as text.
  const numbers = new Map<number, number>()
  const numberOf = (value: number): number => {
    const known = numbers.get(value)
    if (known === undefined) numbers.set(value, numbers.size)
    return known ?? numbers.size - 1
  }
  const places = new Map<number, number>()
  for (let v = 0; v < vertices; v++) {
    const place = numberOf(uvs[2 * v]!) * MOST_NUMBERS + numberOf(uvs[2 * v + 1]!)
    const known = places.get(place)
    first[v] = known ?? v
    if (known === undefined) places.set(place, v)
  }
  return first
}

/** Above any count of vertices that fits into memory, and its square is still exact. */
const MOST_NUMBERS = 67_108_864

function boxOf(uvs: Float32Array, corners: readonly number[]): [number, number, number, number] {
  const box: [number, number, number, number] = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ]
  for (const corner of corners) {
    box[0] = Math.min(box[0], uvs[2 * corner]!)
    box[1] = Math.min(box[1], uvs[2 * corner + 1]!)
    box[2] = Math.max(box[2], uvs[2 * corner]!)
    box[3] = Math.max(box[3], uvs[2 * corner + 1]!)
  }
  return box
}
