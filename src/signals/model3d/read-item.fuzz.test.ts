import fc from 'fast-check'
// @ts-expect-error: the package has no types
import { validateBytes } from 'gltf-validator'
import { MeshoptEncoder } from 'meshoptimizer/encoder'
import { expect, test } from 'vitest'
import { type Gltf, glb } from './glb.fixture.ts'
import { openDecoders } from './open-decoders.ts'
import { readItem } from './read-item.ts'
import { cube, type Model, pngHeader, spoilt } from './shapes.fixture.ts'

await MeshoptEncoder.ready
const decoders = await openDecoders()
const clock = () => 0 // how busy the machine is must not matter

/** Reads, and holds the reader to its word: it never throws, and tells when something is missing. */
function holds(bytes: Uint8Array): void {
  const item = readItem(bytes, { clock, decoders })
  expect(item.whole).toBe(!item.findings.some(({ severity }) => severity === 'error'))
  for (const { primitives } of item.meshes) {
    for (const { positions, triangles } of primitives) {
      expect(positions.every(Number.isFinite)).toBe(true)
      expect(triangles.every((index) => index < positions.length / 3)).toBe(true)
    }
  }
}

/** A model with something of everything: skin, morph target, picture, scenes, meshopt. */
function rich(): Model {
  const { json, bin } = cube(1, pngHeader(16, 16))
  const positions = bin.subarray(0, 96)
  const packed = MeshoptEncoder.encodeVertexBuffer(positions, 8, 12)
  const at = Math.ceil(bin.length / 4) * 4
  json.bufferViews.push({
    buffer: 1,
    byteLength: 96,
    byteStride: 12,
    extensions: {
      EXT_meshopt_compression: {
        buffer: 0,
        byteOffset: at,
        byteLength: packed.length,
        byteStride: 12,
        count: 8,
        mode: 'ATTRIBUTES',
      },
    },
  })
  json.buffers.push({ byteLength: 96, extensions: { EXT_meshopt_compression: { fallback: true } } })
  json.accessors.push({ bufferView: 4, componentType: 5126, count: 8, type: 'VEC3' })
  json.accessors.push({ componentType: 5123, count: 8, type: 'VEC4' })
  json.accessors.push({ componentType: 5126, count: 8, type: 'VEC4' })
  const [primitive] = json.meshes[0].primitives
  primitive.targets = [{ POSITION: 3 }]
  Object.assign(primitive.attributes, { NORMAL: 3, JOINTS_0: 4, WEIGHTS_0: 5 })
  json.meshes[0].weights = [0.5]
  json.nodes = [{ mesh: 0, skin: 0, children: [1] }, { rotation: [0, 0, 0, 1], children: [2] }, {}]
  json.skins = [{ joints: [1, 2] }]
  const all = Buffer.concat([bin, new Uint8Array(at - bin.length), packed])
  json.buffers[0].byteLength = all.length
  return { json, bin: all }
}

const WHOLE = spoilt(rich())

test('the model to be spoilt is read whole', () => {
  expect(readItem(WHOLE, { clock, decoders }).findings).toEqual([])
})

test('a file that ends anywhere is decided', () => {
  for (let length = 0; length < WHOLE.length; length++) holds(WHOLE.subarray(0, length))
})

test('flipped bytes are decided', () => {
  const flip = fc.tuple(fc.nat(WHOLE.length - 1), fc.nat(255))
  fc.assert(
    fc.property(fc.array(flip, { minLength: 1, maxLength: 8 }), (flips) => {
      const bytes = WHOLE.slice()
      for (const [at, byte] of flips) bytes[at] = byte
      holds(bytes)
    }),
    { numRuns: 3_000 },
  )
})

test('any bytes are decided', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), holds))
})

/** Every place in a JSON value. */
function places(value: unknown, path: (string | number)[] = []): (string | number)[][] {
  if (typeof value !== 'object' || value === null) return [path]
  return [path, ...Object.entries(value).flatMap(([key, below]) => places(below, [...path, key]))]
}

const { json, bin } = rich()
const PLACES = places(json).filter((path) => path.length > 0)
const odd = fc.oneof(
  fc.constantFrom<unknown>(
    -1,
    0,
    1,
    2,
    3,
    1e9,
    2 ** 53,
    1e308,
    -1e308,
    0.5,
    '',
    '__proto__',
    null,
    [],
    {},
    true,
  ),
  fc.constantFrom<unknown>([[]], [null], [{}], [0, 0, 0], [1e308, 1e308, 1e308], [1, 2, 3, 4], { index: 0 }),
  fc.jsonValue({ maxDepth: 2 }),
)

function below(value: Gltf | undefined, key: string | number): Gltf | undefined {
  const next: unknown = value?.[key]
  return typeof next === 'object' && next !== null ? (next as Gltf) : undefined
}

/** Files of which the JSON was changed in some places. */
const changed = fc
  .array(fc.tuple(fc.constantFrom(...PLACES), odd, fc.boolean()), { minLength: 1, maxLength: 4 })
  .map((changes) => {
    const copy: Gltf = structuredClone(json)
    for (const [path, value, removed] of changes) {
      const object = path.slice(0, -1).reduce<Gltf | undefined>(below, copy)
      const key = path.at(-1)!
      if (object === undefined) continue
      if (removed && !Array.isArray(object)) Reflect.deleteProperty(object, key)
      else Reflect.set(object, key, structuredClone(value))
    }
    return glb(copy, bin)
  })

test('JSON with anything anywhere is decided', () => {
  fc.assert(fc.property(changed, holds), { numRuns: 5_000 })
})

interface Report {
  readonly issues: { readonly messages: readonly { readonly code: string; readonly severity: number }[] }
}

/** Faults by which a file reaches outside of itself or of sense: what the validator tells of them, the reader must. */
const GRAVE = [
  'ACCESSOR_INDEX_OOB',
  'ACCESSOR_INVALID_FLOAT',
  'ACCESSOR_TOO_LONG',
  'ACCESSOR_SPARSE_INDEX_OOB',
  'BUFFER_VIEW_TOO_LONG',
  'NODE_LOOP',
  'NODE_PARENT_OVERRIDE',
  'MESH_PRIMITIVE_UNEQUAL_ACCESSOR_COUNT',
  'MESH_PRIMITIVE_NO_POSITION',
]

test('what is read whole has no grave fault by the Khronos validator', async () => {
  await fc.assert(
    fc.asyncProperty(changed, async (bytes) => {
      if (!readItem(bytes, { clock, decoders }).whole) return
      const report: Report = await validateBytes(bytes, { maxIssues: 100 })
      const told = report.issues.messages.filter(({ severity }) => severity === 0).map(({ code }) => code)
      expect(told.filter((code) => GRAVE.includes(code)).join()).toBe('')
    }),
    { numRuns: 1_000 },
  )
})
