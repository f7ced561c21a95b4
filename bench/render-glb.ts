import { readFileSync } from 'node:fs'
import sharp from 'sharp'
import { multiply } from '../src/signals/model3d/render/matrix.ts'
import type { Matrix, MeshPart, Scene, SceneNode } from '../src/signals/model3d/render/scene.ts'
import { DEFAULT_MATERIAL } from '../src/signals/model3d/render/scene.ts'

interface Slot {
  index: number
  texCoord?: number
}
interface Gltf {
  scene?: number
  scenes: { nodes: number[] }[]
  nodes: {
    children?: number[]
    matrix?: number[]
    translation?: number[]
    rotation?: number[]
    scale?: number[]
    mesh?: number
    skin?: number
  }[]
  meshes: {
    name?: string
    primitives: { attributes: Record<string, number>; indices?: number; material?: number }[]
  }[]
  materials?: {
    pbrMetallicRoughness?: { baseColorFactor?: number[]; baseColorTexture?: Slot }
    emissiveFactor?: number[]
    emissiveTexture?: Slot
    alphaMode?: string
    alphaCutoff?: number
    doubleSided?: boolean
  }[]
  textures?: { source: number }[]
  images?: { bufferView: number }[]
  skins?: { joints: number[]; inverseBindMatrices?: number }[]
  accessors: { bufferView: number; byteOffset?: number; componentType: number; count: number; type: string }[]
  bufferViews: { byteOffset?: number; byteLength: number; byteStride?: number }[]
}

/** A small loader for trusted files of the bench alone: no checks, no sparse accessors, no morph targets. */
export async function readTrustedGlb(path: string): Promise<Scene> {
  const bytes = readFileSync(path)
  const json = JSON.parse(bytes.toString('utf8', 20, 20 + bytes.readUInt32LE(12))) as Gltf
  const body = bytes.subarray(28 + bytes.readUInt32LE(12))
  const textures = await Promise.all(
    (json.textures ?? []).map(async ({ source }) => {
      const view = json.bufferViews[json.images![source]!.bufferView]!
      const from = view.byteOffset ?? 0
      const { data, info } = await sharp(body.subarray(from, from + view.byteLength))
        .ensureAlpha()
        .raw()
        .toBuffer({ resolveWithObject: true })
      const picture = {
        ...{ width: info.width, height: info.height, channels: 4 as const },
        data: new Uint8Array(data),
      }
      return { picture, wrapS: 'repeat' as const, wrapT: 'repeat' as const }
    }),
  )
  const slot = (from: Slot | undefined) => ({ texture: from!.index, uvSet: from!.texCoord ?? 0 })
  return {
    textures,
    nodes: nodesOf(json),
    meshes: json.meshes.map(({ name, primitives }) => ({
      name: name ?? '',
      weights: [],
      parts: primitives.map((primitive): MeshPart => {
        const read = (key: string): Float64Array | undefined =>
          primitive.attributes[key] === undefined ? undefined : numbers(json, body, primitive.attributes[key])
        const positions = Float32Array.from(read('POSITION')!)
        const [normals, uv, joints, weights] = [
          read('NORMAL'),
          read('TEXCOORD_0'),
          read('JOINTS_0'),
          read('WEIGHTS_0'),
        ]
        return {
          positions,
          uvs: uv === undefined ? [] : [Float32Array.from(uv)],
          indices:
            primitive.indices === undefined
              ? new Uint32Array(positions.length / 3).map((_, i) => i)
              : Uint32Array.from(numbers(json, body, primitive.indices)),
          morphs: [],
          material: primitive.material ?? -1,
          ...(normals === undefined ? {} : { normals: Float32Array.from(normals) }),
          ...(joints === undefined ? {} : { joints: Uint16Array.from(joints) }),
          ...(weights === undefined ? {} : { weights: Float32Array.from(weights) }),
        }
      }),
    })),
    materials: (json.materials ?? []).map((material) => ({
      ...DEFAULT_MATERIAL,
      baseColour: (material.pbrMetallicRoughness?.baseColorFactor ?? [1, 1, 1, 1]) as [
        number,
        number,
        number,
        number,
      ],
      emissive: (material.emissiveFactor ?? [0, 0, 0]) as [number, number, number],
      alphaMode: (material.alphaMode?.toLowerCase() ?? 'opaque') as 'opaque',
      alphaCutoff: material.alphaCutoff ?? 0.5,
      doubleSided: material.doubleSided ?? false,
      ...(material.pbrMetallicRoughness?.baseColorTexture === undefined
        ? {}
        : { baseTexture: slot(material.pbrMetallicRoughness.baseColorTexture) }),
      ...(material.emissiveTexture === undefined ? {} : { emissiveTexture: slot(material.emissiveTexture) }),
    })),
    skins: (json.skins ?? []).map(({ joints, inverseBindMatrices }) => {
      const all = numbers(json, body, inverseBindMatrices!)
      return { joints, inverseBinds: joints.map((_, i) => all.slice(16 * i, 16 * i + 16)) }
    }),
  }
}

function nodesOf(json: Gltf): SceneNode[] {
  const parents = new Array<number>(json.nodes.length).fill(-1)
  json.nodes.forEach((node, at) => {
    for (const child of node.children ?? []) parents[child] = at
  })
  const roots = new Set(json.scenes[json.scene ?? 0]!.nodes)
  const rootOf = (at: number): number => (parents[at] === -1 ? at : rootOf(parents[at]!))
  return json.nodes.map((node, at) => ({
    parent: parents[at]!,
    matrix: node.matrix === undefined ? compose(node) : Float64Array.from(node.matrix),
    shown: roots.has(rootOf(at)),
    ...(node.mesh === undefined ? {} : { mesh: node.mesh }),
    ...(node.skin === undefined ? {} : { skin: node.skin }),
  }))
}

function compose(node: Gltf['nodes'][number]): Matrix {
  const [x, y, z] = (node.translation ?? [0, 0, 0]) as [number, number, number]
  const [a, b, c, w] = (node.rotation ?? [0, 0, 0, 1]) as [number, number, number, number]
  const [s, t, u] = (node.scale ?? [1, 1, 1]) as [number, number, number]
  const turn = Float64Array.of(
    ...[1 - 2 * (b * b + c * c), 2 * (a * b + c * w), 2 * (a * c - b * w), 0],
    ...[2 * (a * b - c * w), 1 - 2 * (a * a + c * c), 2 * (b * c + a * w), 0],
    ...[2 * (a * c + b * w), 2 * (b * c - a * w), 1 - 2 * (a * a + b * b), 0],
    ...[x, y, z, 1],
  )
  return multiply(turn, Float64Array.of(s, 0, 0, 0, 0, t, 0, 0, 0, 0, u, 0, 0, 0, 0, 1))
}

const READERS: Readonly<Record<number, { size: number; read: (b: Buffer, at: number) => number }>> = {
  5121: { size: 1, read: (b, at) => b.readUInt8(at) },
  5123: { size: 2, read: (b, at) => b.readUInt16LE(at) },
  5125: { size: 4, read: (b, at) => b.readUInt32LE(at) },
  5126: { size: 4, read: (b, at) => b.readFloatLE(at) },
}

function numbers(json: Gltf, body: Buffer, accessor: number): Float64Array {
  const { bufferView, byteOffset = 0, componentType, count, type } = json.accessors[accessor]!
  const width = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT4: 16 }[type]!
  const view = json.bufferViews[bufferView]!
  const { size, read } = READERS[componentType]!
  const stride = view.byteStride ?? size * width
  const start = (view.byteOffset ?? 0) + byteOffset
  return new Float64Array(count * width).map((_, i) =>
    read(body, start + Math.floor(i / width) * stride + (i % width) * size),
  )
}
