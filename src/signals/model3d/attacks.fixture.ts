import { glb } from './glb.fixture.ts'
import { pngHeader, quad, spoilt } from './shapes.fixture.ts'

/** A hostile file made in code, the finding that it must have, and the file in the reference that it is like. */
export interface Attack {
  readonly name: string
  readonly bytes: () => Uint8Array
  /** None: reading it is harmless, what it shows is for the looks. */
  readonly code?: string
}

const meshopt = (count: number, byteLength: number) => ({
  EXT_meshopt_compression: {
    buffer: 0,
    byteOffset: 0,
    byteLength,
    byteStride: 12,
    count,
    mode: 'ATTRIBUTES',
  },
})

export const ATTACKS: readonly Attack[] = [
  { name: 'ok_quad', bytes: () => spoilt(quad()) },
  {
    name: 'accessor_overrun',
    code: 'accessor-overrun',
    bytes: () => spoilt(quad(), (json) => (json.accessors[0].count = 2_000_000_000)),
  },
  {
    name: 'huge_accessor_noview',
    code: 'decoded-too-large',
    bytes: () =>
      spoilt(
        quad(),
        (json) => (json.accessors[0] = { componentType: 5126, count: 400_000_000, type: 'VEC3' }),
      ),
  },
  {
    name: 'nan_positions',
    code: 'non-finite',
    bytes: () => spoilt(quad(), (_, bin) => bin.setFloat32(4, Number.NaN, true)),
  },
  {
    name: 'index_oob',
    code: 'index-out-of-range',
    bytes: () => spoilt(quad(), (_, bin) => bin.setUint16(80, 60_000, true)),
  },
  {
    name: 'ssrf_image',
    code: 'external-uri',
    bytes: () =>
      spoilt(quad(), (json) => (json.images = [{ uri: 'http://169.254.169.254/latest/meta-data/' }])),
  },
  {
    name: 'path_traversal_buffer',
    code: 'external-uri',
    bytes: () =>
      spoilt(quad(), (json) => json.buffers.push({ byteLength: 64, uri: '../../../../etc/passwd' })),
  },
  {
    name: 'node_cycle',
    code: 'node-cycle',
    bytes: () => spoilt(quad(), (json) => (json.nodes = [{ children: [1] }, { children: [0], mesh: 0 }])),
  },
  {
    name: 'deep_nodes_50k',
    code: 'too-deep',
    bytes: () =>
      spoilt(quad(), (json) => {
        json.nodes = Array.from({ length: 50_000 }, (_, i) =>
          i < 49_999 ? { children: [i + 1] } : { mesh: 0 },
        )
      }),
  },
  {
    name: 'instances_20k',
    code: 'too-many-instances',
    bytes: () =>
      spoilt(quad(), (json) => {
        json.nodes = Array.from({ length: 20_000 }, () => ({ mesh: 0 }))
        json.scenes[0].nodes = json.nodes.map((_: unknown, i: number) => i)
      }),
  },
  {
    name: 'meshopt_bomb',
    code: 'decoded-ratio',
    bytes: () =>
      spoilt(quad(), (json) => {
        json.buffers.push({
          byteLength: 720_000_000,
          extensions: { EXT_meshopt_compression: { fallback: true } },
        })
        json.bufferViews[0] = { buffer: 1, byteLength: 720_000_000, extensions: meshopt(60_000_000, 48) }
        json.accessors[0].count = 60_000_000
      }),
  },
  {
    name: 'texture_bomb_30000',
    code: 'texture-too-large',
    bytes: () => spoilt(quad(pngHeader(30_000, 30_000))),
  },
  {
    name: 'texture_bomb_16000',
    code: 'texture-too-large',
    bytes: () => spoilt(quad(pngHeader(16_000, 16_000))),
  },
  { name: 'trailing', code: 'trailing-bytes', bytes: () => glb(quad().json, quad().bin, 21) },
  {
    name: 'outlier_triangle',
    code: 'outliers',
    bytes: () => {
      const { json, bin } = quad(pngHeader(64, 64))
      const far = Float32Array.of(10_000, 10_000, 0, 10_000, 9_999, 0, 9_999, 9_999, 0)
      const positions = new Uint8Array(84)
      positions.set(bin.subarray(0, 48))
      positions.set(new Uint8Array(far.buffer), 48)
      const indices = new Uint8Array(Uint16Array.of(0, 1, 2, 0, 2, 3, 4, 5, 6, 0).buffer)
      json.bufferViews.push({ buffer: 0, byteOffset: bin.length, byteLength: 84 })
      json.bufferViews.push({ buffer: 0, byteOffset: bin.length + 84, byteLength: 18 })
      const accessor = {
        bufferView: json.bufferViews.length - 2,
        componentType: 5126,
        count: 7,
        type: 'VEC3',
      }
      json.accessors[0] = accessor
      json.accessors[1] = { componentType: 5126, count: 7, type: 'VEC2' }
      json.accessors[2] = {
        bufferView: accessor.bufferView + 1,
        componentType: 5123,
        count: 9,
        type: 'SCALAR',
      }
      json.buffers[0].byteLength = bin.length + 84 + 20
      return glb(json, Buffer.concat([bin, positions, indices]))
    },
  },
  {
    name: 'unreferenced_scene',
    code: 'hidden-mesh',
    bytes: () => spoilt(quad(pngHeader(64, 64)), (json) => (json.scenes[0].nodes = [])),
  },
  {
    name: 'emissive_only',
    code: 'emissive-only',
    bytes: () =>
      spoilt(quad(pngHeader(64, 64)), (json) => {
        json.materials[0] = {
          pbrMetallicRoughness: { baseColorFactor: [0, 0, 0, 1] },
          emissiveTexture: { index: 0 },
          emissiveFactor: [1, 1, 1],
        }
      }),
  },
  { name: 'text_quad', bytes: () => spoilt(quad(pngHeader(64, 64))) },
]
