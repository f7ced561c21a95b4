import sharp from 'sharp'
import { expect, test } from 'vitest'
import { ATTACKS } from './attacks.fixture.ts'
import { glb } from './glb.fixture.ts'
import { poseItem } from './integrity/pose-item.ts'
import { type LookParts, looksOfItem } from './looks-of-item.ts'
import { openDecoders } from './open-decoders.ts'
import { poseScene } from './render/pose-scene.ts'
import { cube, type Model, pngHeader, quad, spoilt } from './shapes.fixture.ts'

const parts: LookParts = { clock: () => 0, decoders: await openDecoders(), render: { size: 32 } }

/** Left half red and see-through, right half green. */
const halves = await sharp(Buffer.from([...[255, 0, 0, 0], ...[0, 255, 0, 255]]), {
  raw: { width: 2, height: 1, channels: 4 },
})
  .png()
  .toBuffer()

function textured(picture: Uint8Array = halves): Model {
  const made = quad(picture)
  const uvs = new Float32Array([-0.5, 1, 1.5, 1, 1.5, 0, -0.5, 0])
  made.bin.set(new Uint8Array(uvs.buffer), 48)
  return made
}

async function frontOf(bytes: Uint8Array) {
  const { shots, ...looks } = await looksOfItem(bytes, parts)
  const [first] = shots()
  return { ...looks, first: first! }
}

const middleRow = (data: Uint8Array): string[] =>
  Array.from({ length: 32 }, (_, x) => {
    const at = 3 * (16 * 32 + x)
    return data[at]! > data[at + 1]! ? 'r' : data[at + 1]! > data[at]! ? 'g' : '.'
  })

test('a texture is drawn with its alpha mode, and continues as its sampler says', async () => {
  const repeated = await frontOf(spoilt(textured()))
  expect(repeated.findings).toEqual([])
  expect(repeated.whole).toBe(true)
  const row = middleRow(repeated.first.picture.data).join('')
  expect(row).toMatch(/^\.+g+\.?r+\.?g+\.?r+\.+$/)
  const clamped = await frontOf(
    spoilt(textured(), (json) => {
      json.samplers = [{ wrapS: 33071, wrapT: 33071 }]
      json.textures[0].sampler = 0
    }),
  )
  expect(middleRow(clamped.first.picture.data).join('')).toMatch(/^\.+r+\.?g+\.+$/)
  const masked = await frontOf(spoilt(textured(), (json) => (json.materials[0].alphaMode = 'MASK')))
  expect(middleRow(masked.first.picture.data)).not.toContain('r')
})

test('two materials continue one picture in their own ways', async () => {
  const bytes = spoilt(textured(), (json) => {
    json.samplers = [{ wrapS: 33071 }]
    json.textures.push({ source: 0, sampler: 0 })
    json.materials.push({ pbrMetallicRoughness: { baseColorTexture: { index: 1 } } })
    json.meshes[0].primitives.push({ ...json.meshes[0].primitives[0], material: 1 })
  })
  const { scene } = await frontOf(bytes)
  expect(scene.materials.map(({ baseTexture }) => [baseTexture?.texture, baseTexture?.wrapS])).toEqual([
    [0, 'repeat'],
    [0, 'clamp'],
  ])
})

test('a texture that cannot be decoded is a finding and a checker, and the item is not whole', async () => {
  const { findings, whole, scene } = await frontOf(spoilt(cube(1, pngHeader(16, 16))))
  expect(findings).toMatchObject([{ code: 'texture-undecodable', severity: 'warning', at: '/images/0' }])
  expect(whole).toBe(false)
  expect(scene.textures[0]!.picture).toMatchObject({ width: 64, height: 64 })
})

test('what is hidden behind a texture is told at its place', async () => {
  const zip = Buffer.concat([halves, Buffer.from('PK\x03\x04')])
  const { findings } = await frontOf(spoilt(textured(zip)))
  expect(findings).toMatchObject([{ code: 'polyglot', severity: 'error', at: '/images/0' }])
})

test('textures are halved until all of them fit', async () => {
  const large = await sharp({ create: { width: 512, height: 256, channels: 3, background: '#123456' } })
    .png()
    .toBuffer()
  const limits = { image: { maxBytes: 1e6, maxPixels: 1e6, timeoutMs: 5_000 }, side: 512, pixels: 40_000 }
  const { scene } = await looksOfItem(spoilt(textured(large)), { ...parts, textures: limits })
  expect(scene.textures[0]!.picture).toMatchObject({ width: 256, height: 128 })
})

test('an item of VRM 0.x is seen from -Z first, one of VRM 1 from +Z', async () => {
  const faces = (names: string[]) =>
    frontOf(spoilt(textured(), (json) => (json.extensionsUsed = names))).then((looks) => looks.faces)
  expect(await faces(['VRM'])).toBe('-z')
  expect(await faces(['VRMC_vrm'])).toBe('+z')
})

test('what a material variant would show is drawn as a mesh of its own', async () => {
  const bytes = spoilt(cube(), (json) => {
    json.materials.push({ pbrMetallicRoughness: { baseColorFactor: [1, 0, 0, 1] } })
    json.meshes[0].primitives[0].extensions = {
      KHR_materials_variants: { mappings: [{ material: 1, variants: [0] }] },
    }
  })
  const { shots } = await looksOfItem(bytes, parts)
  const red = [...shots()].filter(({ picture: { data } }) =>
    data.some((value, i) => i % 3 === 0 && value > 2 * data[i + 1]!),
  )
  expect(red.length).toBeGreaterThanOrEqual(6)
  expect(red.every(({ of }) => of.kind === 'mesh' && of.mesh === 1)).toBe(true)
})

test.each(ATTACKS)('$name is shown as far as it can be', async ({ bytes }) => {
  const { shots, item, whole } = await looksOfItem(bytes(), parts)
  expect([...shots({ maxShots: 20 })].length).toBeGreaterThanOrEqual(0)
  if (!item.whole) expect(whole).toBe(false)
})

test('eight bones a vertex move it as much as their weights say', async () => {
  const { json, bin } = quad()
  const joints = Uint8Array.from({ length: 16 }, () => 0)
  const others = Uint8Array.from({ length: 16 }, (_, i) => (i % 4 === 0 ? 1 : 0))
  const half = Float32Array.from({ length: 16 }, (_, i) => (i % 4 === 0 ? 0.5 : 0))
  const lists = [joints, others, half, half].map((list) => new Uint8Array(list.buffer))
  let at = bin.length
  const [JOINTS_0, JOINTS_1, WEIGHTS_0, WEIGHTS_1] = lists.map((bytes, i) => {
    json.bufferViews.push({ buffer: 0, byteOffset: at, byteLength: bytes.length })
    at += bytes.length
    const componentType = i < 2 ? 5121 : 5126
    json.accessors.push({ bufferView: json.bufferViews.length - 1, componentType, count: 4, type: 'VEC4' })
    return json.accessors.length - 1
  })
  Object.assign(json.meshes[0].primitives[0].attributes, { JOINTS_0, JOINTS_1, WEIGHTS_0, WEIGHTS_1 })
  json.nodes = [{ mesh: 0, skin: 0 }, {}, { translation: [4, 0, 0] }]
  json.scenes[0].nodes = [0, 1, 2]
  json.skins = [{ joints: [1, 2] }]
  json.buffers[0].byteLength = at
  const { item, scene } = await looksOfItem(glb(json, Buffer.concat([bin, ...lists])), parts)
  expect(item.findings).toEqual([])
  const [batch] = poseScene(scene).batches
  // Half by a bone that stays, half by one that moved 4 m.
  expect([...batch!.positions].filter((_, i) => i % 3 === 0)).toEqual([1, 3, 3, 1])
  expect([...poseItem(item)[0]!.positions]).toEqual([...batch!.positions])
})
