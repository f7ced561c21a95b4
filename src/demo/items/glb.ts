import type { Mesh } from './mesh.ts'

/** A part of an item: a mesh with its texture. */
export interface ItemPart {
  readonly mesh: Mesh
  /** A PNG. */
  readonly texture: Uint8Array
  /** Only as light that it gives off, not as its colour. */
  readonly glows?: boolean
  /** In the file, but in no scene. */
  readonly hidden?: boolean
}

/** The JSON of a glTF, as far as it is written here. */
export interface Gltf {
  readonly asset: { readonly version: '2.0'; readonly generator: string }
  readonly scene: 0
  readonly scenes: { nodes: number[] }[]
  readonly nodes: { mesh: number; scale?: readonly number[] }[]
  readonly meshes: { primitives: { attributes: Record<string, number>; indices: number; material: number }[] }[]
  readonly materials: Record<string, unknown>[]
  readonly textures: { source: number }[]
  readonly images: { bufferView?: number; mimeType?: string; uri?: string }[]
  readonly accessors: Record<string, unknown>[]
  readonly bufferViews: { buffer: 0; byteOffset: number; byteLength: number }[]
  readonly buffers: { byteLength: number }[]
}

/** Puts parts into a GLB; `spoil` may change what is written before it is. */
export function glb(parts: readonly ItemPart[], spoil: (gltf: Gltf) => void = () => {}): Uint8Array {
  const gltf: Gltf = {
    asset: { version: '2.0', generator: 'haechi demo' },
    scene: 0,
    scenes: [{ nodes: [] }],
    ...{ nodes: [], meshes: [], materials: [], textures: [], images: [], accessors: [], bufferViews: [] },
    buffers: [{ byteLength: 0 }],
  }
  const pieces: Uint8Array[] = []
  let length = 0
  const view = (bytes: Uint8Array): number => {
    gltf.bufferViews.push({ buffer: 0, byteOffset: length, byteLength: bytes.length })
    const padded = Buffer.alloc(Math.ceil(bytes.length / 4) * 4)
    padded.set(bytes)
    pieces.push(padded)
    length += padded.length
    return gltf.bufferViews.length - 1
  }
  for (const part of parts) addPart(gltf, part, view)
  gltf.buffers[0]!.byteLength = length
  spoil(gltf)
  const text = JSON.stringify(gltf)
  const json = Buffer.from(text.padEnd(Math.ceil(Buffer.byteLength(text) / 4) * 4))
  const body = Buffer.concat(pieces)
  const head = Buffer.alloc(20)
  for (const [i, word] of [0x46546c67, 2, 28 + json.length + body.length, json.length, 0x4e4f534a].entries())
    head.writeUInt32LE(word, 4 * i)
  const binHead = Buffer.alloc(8)
  binHead.writeUInt32LE(body.length, 0)
  binHead.writeUInt32LE(0x004e4942, 4)
  return Buffer.concat([head, json, binHead, body])
}

function addPart(
  gltf: Gltf,
  { mesh, texture, glows = false, hidden = false }: ItemPart,
  view: (bytes: Uint8Array) => number,
): void {
  const accessor = (data: Float32Array | Uint32Array, type: string, more: object = {}): number => {
    const bufferView = view(new Uint8Array(data.buffer, data.byteOffset, data.byteLength))
    const componentType = data instanceof Float32Array ? 5126 : 5125
    const width = { SCALAR: 1, VEC2: 2, VEC3: 3 }[type]!
    gltf.accessors.push({ bufferView, componentType, count: data.length / width, type, ...more })
    return gltf.accessors.length - 1
  }
  const positions = Float32Array.from(mesh.positions)
  const attributes = {
    POSITION: accessor(positions, 'VEC3', extent(positions)),
    NORMAL: accessor(normals(positions, mesh.indices), 'VEC3'),
    TEXCOORD_0: accessor(Float32Array.from(mesh.uvs), 'VEC2'),
  }
  const indices = accessor(Uint32Array.from(mesh.indices), 'SCALAR')
  gltf.images.push({ bufferView: view(texture), mimeType: 'image/png' })
  gltf.textures.push({ source: gltf.images.length - 1 })
  const slot = { index: gltf.textures.length - 1 }
  gltf.materials.push({
    doubleSided: true,
    ...(glows
      ? {
          pbrMetallicRoughness: { baseColorFactor: [0.1, 0.1, 0.1, 1], metallicFactor: 0 },
          emissiveFactor: [1, 1, 1],
          emissiveTexture: slot,
        }
      : { pbrMetallicRoughness: { baseColorTexture: slot, metallicFactor: 0 } }),
  })
  gltf.meshes.push({ primitives: [{ attributes, indices, material: gltf.materials.length - 1 }] })
  gltf.nodes.push({ mesh: gltf.meshes.length - 1 })
  if (!hidden) gltf.scenes[0]!.nodes.push(gltf.nodes.length - 1)
}

function extent(positions: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity]
  const max = [-Infinity, -Infinity, -Infinity]
  for (const [i, value] of positions.entries()) {
    min[i % 3] = Math.min(min[i % 3]!, value)
    max[i % 3] = Math.max(max[i % 3]!, value)
  }
  return { min, max }
}

/** One for each vertex: the mean of its triangles' by their areas. */
function normals(positions: Float32Array, indices: readonly number[]): Float32Array {
  const sums = new Float32Array(positions.length)
  for (let i = 0; i < indices.length; i += 3) {
    const [a, b, c] = [3 * indices[i]!, 3 * indices[i + 1]!, 3 * indices[i + 2]!]
    const at = (from: number, to: number, axis: number) => positions[to + axis]! - positions[from + axis]!
    for (const [axis, u, v] of [
      [0, 1, 2],
      [1, 2, 0],
      [2, 0, 1],
    ] as const) {
      const part = at(a, b, u) * at(a, c, v) - at(a, b, v) * at(a, c, u)
      for (const corner of [a, b, c]) sums[corner + axis] = sums[corner + axis]! + part
    }
  }
  for (let i = 0; i < sums.length; i += 3) {
    const length = Math.hypot(sums[i]!, sums[i + 1]!, sums[i + 2]!)
    if (length > 0) for (const axis of [0, 1, 2]) sums[i + axis] = sums[i + axis]! / length
    else sums[i + 1] = 1
  }
  return sums
}
