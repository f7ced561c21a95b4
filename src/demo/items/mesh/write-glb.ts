import type { Shape } from './shape.ts'
import { SKELETON, weightsAt } from './skeleton.ts'

/** What a part is painted with. */
export interface DemoMaterial {
  readonly name: string
  /** Number of a picture, seen by the light of the world. */
  readonly picture?: number
  /** Number of a picture, seen by its own light. */
  readonly glowing?: number
  readonly colour?: readonly [number, number, number, number]
  readonly alpha?: 'BLEND' | 'MASK'
}

export interface DemoPart {
  readonly name: string
  readonly shape: Shape
  readonly material: number
  /** Whether the scene shows it. */
  readonly shown?: boolean
}

/** An item before it is a file. */
export interface DemoModel {
  readonly name: string
  readonly parts: readonly DemoPart[]
  readonly materials: readonly DemoMaterial[]
  /** PNG each, or an address that the file refers to. */
  readonly pictures: readonly (Uint8Array | string)[]
  /** Whether it bends with the body. */
  readonly skinned: boolean
}

const [FLOAT, UINT16, UINT32] = [5126, 5123, 5125]

/** An item as a binary glTF. Source: glTF 2.0, Khronos. */
export function writeGlb({ name, parts, materials, pictures, skinned }: DemoModel): Uint8Array<ArrayBuffer> {
  const bytes = growing()
  const accessors: object[] = []
  const accessor = (
    list: Float32Array | Uint16Array | Uint32Array,
    type: 'SCALAR' | 'VEC2' | 'VEC3' | 'VEC4' | 'MAT4',
    more: object = {},
    target?: number,
  ): number => {
    const size = { SCALAR: 1, VEC2: 2, VEC3: 3, VEC4: 4, MAT4: 16 }[type]
    const componentType = list instanceof Float32Array ? FLOAT : list instanceof Uint16Array ? UINT16 : UINT32
    const bufferView = bytes.view(list, target)
    return accessors.push({ bufferView, componentType, count: list.length / size, type, ...more }) - 1
  }

  const meshes = parts.map(({ name: part, shape, material }) => {
    const { positions, normals, uvs, triangles } = shape
    const places = Float32Array.from(positions)
    const attributes = {
      POSITION: accessor(places, 'VEC3', boundsOf(places), 34962),
      NORMAL: accessor(Float32Array.from(normals), 'VEC3', {}, 34962),
      TEXCOORD_0: accessor(Float32Array.from(uvs), 'VEC2', {}, 34962),
      ...(skinned && skin(places, accessor)),
    }
    const wide = positions.length / 3 > 65_535
    const list = wide ? Uint32Array.from(triangles) : Uint16Array.from(triangles)
    const indices = accessor(list, 'SCALAR', {}, 34963)
    return { name: part, primitives: [{ attributes, indices, material }] }
  })
  const first = meshes.length
  const nodes = [
    ...meshes.map((mesh, i) => ({ name: mesh.name, mesh: i, ...(skinned && { skin: 0 }) })),
    ...(skinned ? bones(first) : []),
  ]
  const inverse = skinned ? accessor(inverseBinds(), 'MAT4') : undefined
  const images = pictures.map((picture) =>
    typeof picture === 'string'
      ? { uri: picture }
      : { bufferView: bytes.view(picture), mimeType: 'image/png' },
  )
  const shown = [...parts.keys()].filter((i) => parts[i]!.shown !== false)
  const json = {
    asset: { version: '2.0', generator: 'haechi demo' },
    scene: 0,
    scenes: [{ name, nodes: skinned ? [...shown, first] : shown }],
    ...{ nodes, meshes, accessors, bufferViews: bytes.views },
    materials: materials.map(materialOf),
    ...(images.length > 0 && {
      images,
      samplers: [{}],
      textures: images.map((_, source) => ({ source, sampler: 0 })),
    }),
    ...(skinned && {
      skins: [{ inverseBindMatrices: inverse, skeleton: first, joints: SKELETON.map((_, i) => first + i) }],
    }),
    buffers: [{ byteLength: bytes.length() }],
  }
  return container(new TextEncoder().encode(JSON.stringify(json)), bytes.whole())
}

function materialOf({ name, picture, glowing, colour, alpha }: DemoMaterial): object {
  return {
    name,
    pbrMetallicRoughness: {
      ...(picture !== undefined && { baseColorTexture: { index: picture } }),
      ...(colour !== undefined && { baseColorFactor: colour }),
      ...{ metallicFactor: 0, roughnessFactor: 0.9 },
    },
    ...(glowing !== undefined && { emissiveTexture: { index: glowing }, emissiveFactor: [1, 1, 1] }),
    ...(alpha !== undefined && { alphaMode: alpha }),
  }
}

function boundsOf(places: Float32Array): { min: number[]; max: number[] } {
  const min = [Infinity, Infinity, Infinity]
  const max = [-Infinity, -Infinity, -Infinity]
  for (const [i, value] of places.entries()) {
    min[i % 3] = Math.min(min[i % 3]!, value)
    max[i % 3] = Math.max(max[i % 3]!, value)
  }
  // JSON has no word for what is no number; readers must look at the data anyway.
  return {
    min: min.map((one) => (Number.isFinite(one) ? one : 0)),
    max: max.map((one) => (Number.isFinite(one) ? one : 0)),
  }
}

type Accessor = (list: Float32Array | Uint16Array, type: 'VEC4', more: object, target: number) => number

function skin(places: Float32Array, accessor: Accessor): { JOINTS_0: number; WEIGHTS_0: number } {
  const joints = new Uint16Array((places.length / 3) * 4)
  const weights = new Float32Array(joints.length)
  for (let i = 0; i < places.length; i += 3) {
    const follow = weightsAt([places[i]!, places[i + 1]!, places[i + 2]!])
    const used = follow.weights[1] > 0 ? 2 : 1
    for (let k = 0; k < used; k++) {
      joints[(i / 3) * 4 + k] = follow.joints[k as 0]
      weights[(i / 3) * 4 + k] = follow.weights[k as 0]
    }
  }
  return { JOINTS_0: accessor(joints, 'VEC4', {}, 34962), WEIGHTS_0: accessor(weights, 'VEC4', {}, 34962) }
}

function bones(first: number): object[] {
  return SKELETON.map(({ name, at, parent }, i) => {
    const from = SKELETON[parent]?.at ?? [0, 0, 0]
    const children = SKELETON.flatMap((bone, child) => (bone.parent === i ? [first + child] : []))
    return {
      name,
      translation: at.map((value, k) => value - from[k]!),
      ...(children.length > 0 && { children }),
    }
  })
}

function inverseBinds(): Float32Array {
  return Float32Array.from(
    SKELETON.flatMap(({ at: [x, y, z] }) => [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, -x, -y, -z, 1]),
  )
}

/** Bytes one after the other, each list at a multiple of four. */
function growing() {
  const lists: Uint8Array[] = []
  const views: object[] = []
  let length = 0
  return {
    views,
    length: () => length,
    view(list: Uint8Array | Float32Array | Uint16Array | Uint32Array, target?: number): number {
      const { buffer, byteOffset, byteLength } = list
      const padded = new Uint8Array(Math.ceil(byteLength / 4) * 4)
      padded.set(new Uint8Array(buffer, byteOffset, byteLength))
      lists.push(padded)
      views.push({ buffer: 0, byteOffset: length, byteLength, ...(target !== undefined && { target }) })
      length += padded.length
      return views.length - 1
    },
    whole(): Uint8Array {
      const out = new Uint8Array(length)
      let at = 0
      for (const list of lists) {
        out.set(list, at)
        at += list.length
      }
      return out
    },
  }
}

function container(json: Uint8Array, bin: Uint8Array): Uint8Array<ArrayBuffer> {
  const text = Math.ceil(json.length / 4) * 4
  const out = new Uint8Array(28 + text + bin.length)
  const view = new DataView(out.buffer)
  for (const [i, word] of [0x46546c67, 2, out.length, text, 0x4e4f534a].entries())
    view.setUint32(i * 4, word, true)
  out.fill(0x20, 20, 20 + text)
  out.set(json, 20)
  view.setUint32(20 + text, bin.length, true)
  view.setUint32(24 + text, 0x004e4942, true)
  out.set(bin, 28 + text)
  return out
}
