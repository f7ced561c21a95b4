import { type Gltf, glb } from './glb.fixture.ts'
import { cube, model, pngHeader, spoilt } from './shapes.fixture.ts'

/** A good item spoilt in one way, and the finding that must tell it. */
export interface Mutant {
  readonly name: string
  readonly code: string
  /** Profile whose limit it breaks; any slot's otherwise. */
  readonly profile?: string
  readonly bytes: () => Uint8Array
}

const primitive = (json: Gltf) => json.meshes[0].primitives[0]

/** Adds an accessor over bytes put behind the model's. Its number is returned. */
function more(
  json: Gltf,
  bin: Uint8Array,
  data: Float32Array | Uint8Array,
  accessor: Gltf,
): [number, Uint8Array] {
  const bytes = new Uint8Array(data.buffer)
  json.bufferViews.push({ buffer: 0, byteOffset: bin.length, byteLength: bytes.length })
  json.accessors.push({ bufferView: json.bufferViews.length - 1, ...accessor })
  json.buffers[0].byteLength += bytes.length
  return [json.accessors.length - 1, Buffer.concat([bin, bytes])]
}

/** A cube hung on two bones. */
export function skinned(joint = 1, weight = 1): Uint8Array {
  const { json, bin } = cube()
  const joints = Uint8Array.from({ length: 32 }, (_, i) => (i % 4 === 0 ? joint : 0))
  const weights = Float32Array.from({ length: 32 }, (_, i) => (i % 4 === 0 ? weight : 0))
  const [JOINTS_0, first] = more(json, bin, joints, { componentType: 5121, count: 8, type: 'VEC4' })
  const [WEIGHTS_0, all] = more(json, first, weights, { componentType: 5126, count: 8, type: 'VEC4' })
  Object.assign(primitive(json).attributes, { JOINTS_0, WEIGHTS_0 })
  json.nodes = [{ mesh: 0, skin: 0 }, {}, {}]
  json.scenes[0].nodes = [0, 1, 2]
  json.skins = [{ joints: [1, 2] }]
  return glb(json, all)
}

/** A cube with normals that point away from its middle, or to it. */
export function withNormals(outward: 1 | -1): Uint8Array {
  const { json, bin } = cube()
  const normals = new Float32Array(bin.slice(0, 96).buffer).map(
    (value) => outward * (value > 0 ? 0.577 : -0.577),
  )
  const [NORMAL, all] = more(json, bin, normals, { componentType: 5126, count: 8, type: 'VEC3' })
  primitive(json).attributes.NORMAL = NORMAL
  return glb(json, all)
}

/** The corners of each triangle of a cube in another order, for the first so many triangles. */
const turned = (count: number) =>
  spoilt(cube(), (json, bin) => {
    const start = json.bufferViews[2].byteOffset
    for (let i = 0; i < count; i++) {
      const at = start + i * 6
      const second = bin.getUint16(at + 2, true)
      bin.setUint16(at + 2, bin.getUint16(at + 4, true), true)
      bin.setUint16(at + 4, second, true)
    }
  })

/** So many cubes in a row in one mesh. */
function cubes(count: number): Uint8Array {
  const { json, bin } = cube(0.02)
  const one = new Float32Array(bin.slice(0, 96).buffer)
  const start = json.bufferViews[2].byteOffset
  const corners = new Uint16Array(bin.slice(start, start + 72).buffer)
  const positions = Array.from({ length: count }, (_, i) =>
    [...one].map((value, k) => value + (k % 3 === 0 ? i * 0.001 : 0)),
  )
  const indices = Array.from({ length: count }, (_, i) => [...corners].map((corner) => corner + i * 8))
  return spoilt(model(positions.flat(), indices.flat()))
}

const spoil = (change: (json: Gltf, bin: DataView) => void) => () =>
  spoilt(cube(0.5, pngHeader(64, 64)), change)
const extended = (name: string) => spoil((json) => (json.extensionsUsed = [name]))
const material = (values: Gltf) => spoil((json) => Object.assign(json.materials[0], values))

export const MUTANTS: readonly Mutant[] = [
  {
    name: 'a page in its extras',
    code: 'script-text',
    bytes: spoil((json) => {
      json.nodes[0].extras = { hello: ['<script>alert(1)</script>'] }
    }),
  },
  { name: 'too many triangles', code: 'too-many-triangles', profile: 'roblox-hat', bytes: () => cubes(334) },
  {
    name: 'a second mesh',
    code: 'too-many-meshes',
    profile: 'roblox-hat',
    bytes: spoil((json) => json.meshes.push(json.meshes[0])),
  },
  {
    name: 'too many materials',
    code: 'too-many-materials',
    profile: 'vrchat-mobile-good',
    bytes: spoil((json) => json.materials.push({})),
  },
  {
    name: 'too many bones',
    code: 'too-many-bones',
    profile: 'vrchat-mobile-good',
    bytes: spoil((json) => {
      json.nodes.push(...Array.from({ length: 91 }, () => ({})))
      json.skins = [{ joints: Array.from({ length: 91 }, (_, i) => i + 1) }]
    }),
  },
  {
    name: 'textures of 19 MiB as phones pack them',
    code: 'texture-memory',
    profile: 'vrchat-mobile-good',
    bytes: () => spoilt(cube(0.5, pngHeader(4096, 4096)), (json) => json.images.push({ bufferView: 3 })),
  },
  { name: 'larger than a hat', code: 'too-large', profile: 'roblox-hat', bytes: () => spoilt(cube(1)) },
  {
    name: 'made larger by its node',
    code: 'too-large',
    profile: 'roblox-hat',
    bytes: spoil((json) => (json.nodes[0].scale = [2, 2, 2])),
  },
  {
    name: 'a hole',
    code: 'holes',
    profile: 'roblox-hat',
    bytes: spoil((json) => (json.accessors[2].count = 33)),
  },
  {
    name: 'morph targets',
    code: 'morph-targets',
    profile: 'zepeto-top',
    bytes: spoil((json) => (primitive(json).targets = [{ POSITION: 0 }])),
  },
  { name: 'a light', code: 'light', profile: 'zepeto-top', bytes: extended('KHR_lights_punctual') },
  {
    name: 'half transparent',
    code: 'not-opaque',
    profile: 'roblox-hat',
    bytes: material({ alphaMode: 'BLEND' }),
  },
  { name: 'no mesh stands anywhere', code: 'nothing-to-see', bytes: spoil((json) => (json.nodes = [{}])) },
  {
    name: 'a mesh outside of the scene',
    code: 'hidden-mesh',
    bytes: spoil((json) => {
      json.meshes.push(json.meshes[0])
      json.nodes.push({ mesh: 1 })
    }),
  },
  {
    name: 'a mesh that stands nowhere',
    code: 'hidden-mesh',
    bytes: spoil((json) => json.meshes.push(json.meshes[0])),
  },
  {
    name: 'another material by a variant',
    code: 'material-variants',
    bytes: spoil((json) => {
      json.materials.push({})
      primitive(json).extensions = { KHR_materials_variants: { mappings: [{ material: 1, variants: [0] }] } }
    }),
  },
  {
    name: 'a picture that nothing shows',
    code: 'unreferenced-picture',
    bytes: spoil((json) => (json.materials[0] = {})),
  },
  {
    name: 'two pictures for one texture',
    code: 'two-pictures',
    bytes: spoil((json) => {
      json.images.push({ bufferView: 3 })
      json.textures[0].extensions = { EXT_texture_webp: { source: 1 } }
    }),
  },
  { name: 'bytes behind the end', code: 'trailing-bytes', bytes: () => glb(cube().json, cube().bin, 1) },
  {
    name: 'a chunk of its own',
    code: 'foreign-chunk',
    bytes: () => {
      const file = glb(cube().json, cube().bin)
      const longer = Buffer.concat([file, Uint8Array.of(4, 0, 0, 0, 0x58, 0x58, 0x58, 0x58, 1, 2, 3, 4)])
      longer.writeUInt32LE(longer.length, 8)
      return longer
    },
  },
  {
    name: 'bytes that nothing looks at',
    code: 'unused-bytes',
    bytes: () => {
      const { json, bin } = cube()
      json.buffers[0].byteLength += 4_096
      return glb(json, Buffer.concat([bin, new Uint8Array(4_096)]))
    },
  },
  { name: 'instances', code: 'instances-not-drawn', bytes: extended('EXT_mesh_gpu_instancing') },
  { name: 'a script', code: 'script', bytes: extended('KHR_interactivity') },
  { name: 'an unknown extension', code: 'foreign-extension', bytes: extended('ACME_surprise') },
  { name: 'a bone that is not there', code: 'joint-out-of-range', bytes: () => skinned(7) },
  { name: 'weights of 3', code: 'weights-off', bytes: () => skinned(1, 3) },
  { name: 'far away', code: 'far-away', bytes: spoil((json) => (json.nodes[0].translation = [1e6, 0, 0])) },
  {
    name: 'colours beyond white',
    code: 'color-out-of-range',
    bytes: () => {
      const { json, bin } = cube()
      const [COLOR_0, all] = more(json, bin, new Float32Array(24).fill(2), {
        componentType: 5126,
        count: 8,
        type: 'VEC3',
      })
      primitive(json).attributes.COLOR_0 = COLOR_0
      return glb(json, all)
    },
  },
  {
    name: 'a texture without coordinates',
    code: 'missing-texcoords',
    bytes: spoil((json) => (primitive(json).attributes.TEXCOORD_0 = undefined)),
  },
  {
    name: 'a part far from the rest',
    code: 'outliers',
    bytes: spoil((json) => {
      json.nodes[0].children = [1]
      json.nodes.push({ mesh: 1, translation: [500, 0, 0] })
      json.meshes.push({ primitives: [{ ...primitive(json), indices: 3 }] })
      json.accessors.push({ ...json.accessors[2], count: 3 })
    }),
  },
  { name: 'inside out', code: 'inside-out', bytes: () => turned(12) },
  { name: 'one triangle the other way round', code: 'clashing-triangles', bytes: () => turned(1) },
  { name: 'normals that lie', code: 'normals-reversed', bytes: () => withNormals(-1) },
  {
    name: 'wholly transparent',
    code: 'invisible-part',
    bytes: material({
      alphaMode: 'BLEND',
      pbrMetallicRoughness: { baseColorFactor: [1, 1, 1, 0], baseColorTexture: { index: 0 } },
    }),
  },
  { name: 'cut away', code: 'invisible-part', bytes: material({ alphaMode: 'MASK', alphaCutoff: 1.5 }) },
  {
    name: 'shrunk to nothing',
    code: 'invisible-part',
    bytes: spoil((json) => (json.nodes[0].scale = [0, 0, 0])),
  },
  {
    name: 'seen by its own light only',
    code: 'emissive-only',
    bytes: material({
      pbrMetallicRoughness: { baseColorFactor: [0, 0, 0, 1] },
      emissiveTexture: { index: 0 },
      emissiveFactor: [1, 1, 1],
    }),
  },
]
