import { type Gltf, glb, pack } from './glb.fixture.ts'

/** A model to be spoilt: its JSON, its bytes, and the file of them. */
export interface Model {
  json: Gltf
  bin: Uint8Array
}

/** Makes a model of one mesh. */
export function model(positions: readonly number[], indices: readonly number[], picture?: Uint8Array): Model {
  const vertices = positions.length / 3
  const lists = [Float32Array.from(positions), new Float32Array(vertices * 2), Uint16Array.from(indices)]
  const parts = picture === undefined ? lists : [...lists, picture]
  const bin = pack(...parts)
  let at = 0
  const bufferViews = parts.map(({ byteLength }) => {
    const view = { buffer: 0, byteOffset: at, byteLength }
    at += Math.ceil(byteLength / 4) * 4
    return view
  })
  const pictured = picture !== undefined
  const json: Gltf = {
    asset: { version: '2.0' },
    scene: 0,
    scenes: [{ nodes: [0] }],
    nodes: [{ mesh: 0 }],
    meshes: [{ primitives: [{ attributes: { POSITION: 0, TEXCOORD_0: 1 }, indices: 2, material: 0 }] }],
    materials: [{ pbrMetallicRoughness: pictured ? { baseColorTexture: { index: 0 } } : {} }],
    accessors: [
      { bufferView: 0, componentType: 5126, count: vertices, type: 'VEC3' },
      { bufferView: 1, componentType: 5126, count: vertices, type: 'VEC2' },
      { bufferView: 2, componentType: 5123, count: indices.length, type: 'SCALAR' },
    ],
    bufferViews,
    buffers: [{ byteLength: bin.length }],
    ...(pictured && { images: [{ bufferView: 3, mimeType: 'image/png' }], textures: [{ source: 0 }] }),
  }
  return { json, bin }
}

/** A square, open at its rim. */
export function quad(picture?: Uint8Array): Model {
  return model([-1, -1, 0, 1, -1, 0, 1, 1, 0, -1, 1, 0], [0, 1, 2, 0, 2, 3], picture)
}

const CORNERS = [0, 0, 0, 1, 0, 0, 1, 1, 0, 0, 1, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 1, 1]
const SIDES = [
  [0, 3, 2, 1],
  [4, 5, 6, 7],
  [0, 1, 5, 4],
  [2, 3, 7, 6],
  [1, 2, 6, 5],
  [0, 4, 7, 3],
]

/** A closed cube of so many metres, standing on the ground. */
export function cube(size = 0.5, picture?: Uint8Array): Model {
  const positions = CORNERS.map((value) => value * size)
  const indices = SIDES.flatMap(([a, b, c, d]) => [a!, b!, c!, a!, c!, d!])
  return model(positions, indices, picture)
}

/** The header of a PNG that claims a size; enough for what does not decode. */
export function pngHeader(width: number, height: number): Uint8Array {
  const out = new Uint8Array(33)
  out.set([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52])
  const data = new DataView(out.buffer)
  data.setUint32(16, width)
  data.setUint32(20, height)
  return out
}

/** The file of a model after a change of its JSON or its bytes. */
export function spoilt(
  { json, bin }: Model,
  change: (json: Gltf, bin: DataView) => void = () => {},
): Uint8Array {
  const copy = structuredClone(json)
  const bytes = bin.slice()
  change(copy, new DataView(bytes.buffer))
  return glb(copy, bytes)
}
