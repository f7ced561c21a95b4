import sharp from 'sharp'
import { expect, test } from 'vitest'
import { type Gltf, glb } from '../glb.fixture.ts'
import { openDecoders } from '../open-decoders.ts'
import { readItem, readItemJson } from '../read-item.ts'
import { cube } from '../shapes.fixture.ts'
import { validateItem } from './validate-item.ts'
import { withoutAnimations } from './without-animations.ts'

const parts = { clock: () => 0, decoders: await openDecoders() }
const PNG = await sharp({ create: { width: 4, height: 4, channels: 3, background: '#fff' } })
  .png()
  .toBuffer()

/** A cube with bones and a picture, before whose numbers stand those of an animation; views 0 and 1 are the animation's alone. */
function moving(change: (json: Gltf) => void = () => {}): Uint8Array {
  const { json, bin } = cube(1, PNG)
  const size = bin.length
  const whole = new Uint8Array(size + 128)
  whole.set(bin)
  new Float32Array(whole.buffer, size, 32).set([0, 1, 0, 0, 0, 0, 1, 0])
  const view = (byteOffset: number, byteLength: number) => ({ buffer: 0, byteOffset, byteLength })
  json.bufferViews = [view(size, 8), view(size + 8, 24), ...json.bufferViews, view(size + 64, 64)]
  new Float32Array(whole.buffer, size + 64, 16).set([1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1])
  json.accessors = [
    { bufferView: 0, componentType: 5126, count: 2, type: 'SCALAR', min: [0], max: [1] },
    { bufferView: 1, componentType: 5126, count: 2, type: 'VEC3' },
    ...json.accessors.map((one: Gltf) => ({ ...one, bufferView: one.bufferView + 2 })),
    { bufferView: 6, componentType: 5126, count: 1, type: 'MAT4' },
  ]
  json.accessors[2].min = [0, 0, 0]
  json.accessors[2].max = [1, 1, 1]
  json.meshes = [
    {
      primitives: [
        { attributes: { POSITION: 2, TEXCOORD_0: 3 }, indices: 4, material: 0, targets: [{ POSITION: 2 }] },
      ],
    },
  ]
  json.images[0].bufferView = 5
  json.skins = [{ joints: [0], inverseBindMatrices: 5 }]
  json.buffers[0].byteLength = whole.length
  json.animations = [
    {
      channels: [{ sampler: 0, target: { node: 0, path: 'translation' } }],
      samplers: [{ input: 0, output: 1 }],
    },
  ]
  change(json)
  return glb(json, whole)
}

const jsonOf = (bytes: Uint8Array): Gltf =>
  JSON.parse(
    new TextDecoder().decode(bytes.subarray(20, 20 + new DataView(bytes.buffer).getUint32(12, true))),
  )

test('an animation and what only it uses are left out; shapes, skins and pictures stay as they were', () => {
  const file = moving()
  const { item, json } = readItemJson(file, parts)
  expect(item).toMatchObject({ whole: true, animations: 1 })
  const { bytes, pointer } = withoutAnimations(file, json!, item.extensions)!
  const left = readItem(bytes, parts)
  expect(left).toMatchObject({ whole: true, animations: 0 })
  expect(left.meshes).toEqual(item.meshes)
  expect(left.skins).toEqual(item.skins)
  expect(left.textures.map((texture) => texture.bytes)).toEqual(item.textures.map((texture) => texture.bytes))
  // Any number that stands in a shape could be an accessor's place: the material's is 0.
  expect(jsonOf(bytes).accessors).toHaveLength(5)
  expect(jsonOf(bytes).bufferViews).toHaveLength(6)
  expect(pointer('/accessors/1/max')).toBe('/accessors/2/max')
  expect(pointer('/bufferViews/4')).toBe('/bufferViews/5')
  expect(pointer('/nodes/0')).toBe('/nodes/0')
})

test('where an extension is not known, places stay and what is left out has a stub', () => {
  const file = moving()
  const { json } = readItemJson(file, parts)
  const { bytes, pointer } = withoutAnimations(file, json!, ['EXT_unheard_of'])!
  const { accessors, bufferViews } = jsonOf(bytes)
  expect(accessors[1]).toEqual({ componentType: 5126, count: 1, type: 'SCALAR' })
  expect(accessors[2]).toEqual(jsonOf(file).accessors[2])
  expect(bufferViews).toHaveLength(7)
  expect(pointer('/accessors/3')).toBe('/accessors/3')
})

test('without animations, or in another format, there is nothing to leave out', () => {
  const still = moving((json) => delete json.animations)
  expect(withoutAnimations(still, jsonOf(still), [])).toBeUndefined()
  const text = new TextEncoder().encode('{"animations":[{}]}')
  expect(withoutAnimations(text, { animations: [{}] }, [])).toBeUndefined()
})

const FAULTS: Readonly<Record<string, (json: Gltf) => void>> = {
  none: () => {},
  'a sampler that is none': (json) => json.animations.push({ channels: [], samplers: [null] }),
  'a view of the animation with more to say': (json) => (json.bufferViews[1].target = 7),
  'a view of the animation with a stride': (json) => (json.bufferViews[1].byteStride = 12),
  'a view of the animation with a strange key': (json) => (json.bufferViews[0].strange = 1),
  'a view that a picture has too': (json) => (json.images[0].bufferView = 0),
  'bounds that are wrong': (json) => (json.accessors[2].max = [9, 9, 9]),
  'an accessor that a shape has too': (json) => (json.meshes[0].primitives[0].attributes.COLOR_0 = 1),
  'a view of another kind than its target': (json) => (json.bufferViews[4].target = 34962),
  'weights without joints': (json) => (json.meshes[0].primitives[0].attributes.WEIGHTS_0 = 1),
  'sparse numbers': (json) => {
    json.accessors[3].sparse = {
      count: 1,
      indices: { bufferView: 4, componentType: 5123 },
      values: { bufferView: 3 },
    }
  },
  'an accessor and a view that nobody uses': (json) => {
    json.bufferViews.push({ buffer: 0, byteOffset: 2, byteLength: 8, byteStride: 250 })
    json.accessors.push({ bufferView: 7, componentType: 5126, count: 1, type: 'SCALAR' })
  },
}

test.each(Object.entries(FAULTS))(
  '%s: the findings and their places are those of the whole file',
  async (_, spoil) => {
    const file = moving(spoil)
    const { item, json } = readItemJson(file, parts)
    const findings = await validateItem(file, item, json)
    const asBefore = await validateItem(file, { whole: item.whole, extensions: ['EXT_unheard_of'] }, json)
    expect(findings).toEqual(asBefore)
  },
)

test('the faults are found, else nothing was compared', async () => {
  const codes = new Set<string>()
  for (const spoil of Object.values(FAULTS)) {
    const file = moving(spoil)
    const { item, json } = readItemJson(file, parts)
    for (const { code, at } of await validateItem(file, item, json)) codes.add(`${code} ${at}`)
  }
  expect(codes.size).toBeGreaterThan(5)
})
