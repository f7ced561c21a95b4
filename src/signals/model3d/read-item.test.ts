import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, test } from 'vitest'
import { ATTACKS } from './attacks.fixture.ts'
import { glb } from './glb.fixture.ts'
import { openDecoders } from './open-decoders.ts'
import { readItem } from './read-item.ts'
import { READ_LIMITS } from './read-limits.ts'
import { cube, model, pngHeader, quad, spoilt } from './shapes.fixture.ts'

const decoders = await openDecoders()
const clock = () => 0 // how busy the machine is must not matter
const read = (bytes: Uint8Array) => readItem(bytes, { clock, decoders })
const codes = (bytes: Uint8Array) => read(bytes).findings.map(({ code }) => code)
const url = (type: string, bytes: Uint8Array) =>
  `data:${type};base64,${Buffer.from(bytes).toString('base64')}`

test('a GLB is read with its shapes, places, materials and pictures', () => {
  const item = read(spoilt(cube(2, pngHeader(64, 32)), (json) => (json.nodes[0].translation = [0, 5, 0])))
  expect(item).toMatchObject({ format: 'glb', whole: true, findings: [], trailingBytes: 0, unusedBytes: 0 })
  const [primitive] = item.meshes[0]!.primitives
  expect(primitive!.positions).toHaveLength(24)
  expect(primitive!.triangles).toHaveLength(36)
  expect(item.nodes[0]).toMatchObject({ mesh: 0, shown: true })
  expect([...item.nodes[0]!.world.slice(12, 15)]).toEqual([0, 5, 0])
  expect(item.textures).toMatchObject([{ mime: 'image/png', width: 64, height: 32, used: true }])
  expect(item.materials[0]!.baseTexture).toMatchObject({ texture: 0, texcoord: 0 })
})

test('a glTF with data: URIs is read like the GLB of it', () => {
  const { json, bin } = cube()
  json.buffers[0].uri = url('application/octet-stream', bin)
  const item = read(new TextEncoder().encode(JSON.stringify(json)))
  expect(item.format).toBe('gltf')
  expect(item.meshes[0]!.primitives[0]!.positions).toEqual(
    read(spoilt(cube())).meshes[0]!.primitives[0]!.positions,
  )
})

test.each([
  'http://169.254.169.254/x',
  'file:///etc/passwd',
  '../secret.bin',
  '/etc/passwd',
  '%2e%2e/secret',
  'secret.bin',
  42,
  null,
])('the buffer URI %s is refused and not followed', (uri) => {
  expect(codes(spoilt(quad(), (json) => (json.buffers[0].uri = uri)))).toContain('external-uri')
})

test('what is no base64 data: URI is refused', () => {
  for (const uri of [
    'data:,abc',
    'data:application/octet-stream;base64,%%%%',
    'data:text/plain;base64,A=A=',
  ]) {
    expect(codes(spoilt(quad(), (json) => (json.buffers[0].uri = uri)))).toContain('bad-data-uri')
  }
})

test('strips and fans become triangles with the same winding', () => {
  const triangles = (mode: number, indices: number[]) =>
    read(
      spoilt(model([0, 0, 0, 1, 0, 0, 0, 1, 0, 1, 1, 0], indices), (json) => {
        json.meshes[0].primitives[0].mode = mode
      }),
    ).meshes[0]!.primitives[0]!.triangles
  expect([...triangles(5, [0, 1, 2, 3])]).toEqual([0, 1, 2, 1, 3, 2])
  expect([...triangles(6, [0, 1, 3, 2])]).toEqual([1, 3, 0, 3, 2, 0])
})

test('a sparse accessor is read with its other values, and one that writes outside is refused', () => {
  const sparse = (place: number) => {
    const { json, bin } = quad()
    json.accessors[0] = {
      componentType: 5126,
      count: 4,
      type: 'VEC3',
      sparse: {
        count: 1,
        indices: { bufferView: 3, componentType: 5121 },
        values: { bufferView: 0 },
      },
    }
    json.bufferViews.push({ buffer: 0, byteOffset: bin.length, byteLength: 4 })
    json.buffers[0].byteLength += 4
    return glb(json, Buffer.concat([bin, Uint8Array.of(place, 0, 0, 0)]))
  }
  expect([...read(sparse(1)).meshes[0]!.primitives[0]!.positions]).toEqual([
    0, 0, 0, -1, -1, 0, 0, 0, 0, 0, 0, 0,
  ])
  expect(codes(sparse(4))).toContain('bad-sparse')
})

test('animations are counted and not read, however broken', () => {
  const item = read(spoilt(cube(), (json) => (json.animations = [{ channels: 'none' }, {}])))
  expect(item).toMatchObject({ animations: 2, whole: true })
})

test('bytes that nothing looks at are counted', () => {
  const { json, bin } = cube()
  json.buffers[0].byteLength += 100
  expect(read(glb(json, Buffer.concat([bin, new Uint8Array(100)]))).unusedBytes).toBe(100)
})

test('a node below two others is refused: a few of them would be billions', () => {
  const doubled = spoilt(quad(), (json) => {
    json.nodes = Array.from({ length: 40 }, (_, i) => (i < 39 ? { children: [i + 1, i + 1] } : { mesh: 0 }))
  })
  expect(codes(doubled)).toEqual(['node-shared'])
})

test('Draco is decoded, and a lie about its size is refused before', () => {
  const bunny = readFileSync(createRequire(import.meta.url).resolve('draco3dgltf/bunny.drc'))
  const packed = (bytes: Uint8Array) =>
    glb(
      {
        asset: { version: '2.0' },
        nodes: [{ mesh: 0 }],
        meshes: [
          {
            primitives: [
              {
                attributes: { POSITION: 0 },
                indices: 1,
                extensions: { KHR_draco_mesh_compression: { bufferView: 0, attributes: { POSITION: 0 } } },
              },
            ],
          },
        ],
        accessors: [
          { componentType: 5126, count: 34_834, type: 'VEC3' },
          { componentType: 5125, count: 208_353, type: 'SCALAR' },
        ],
        bufferViews: [{ buffer: 0, byteLength: bytes.length }],
        buffers: [{ byteLength: bytes.length }],
      },
      bytes,
    )
  const item = read(packed(bunny))
  expect(item.findings).toEqual([])
  expect(item.meshes[0]!.primitives[0]!.triangles).toHaveLength(208_353)
  const liar = Uint8Array.from(bunny)
  liar.set([0xff, 0xff, 0xff, 0x7f], 12)
  expect(read(packed(liar)).whole).toBe(false)
  expect(codes(packed(bunny.subarray(0, 60_000)))).toEqual(['draco-broken'])
})

test('the clock ends a reading', () => {
  let now = 0
  const item = readItem(spoilt(cube()), { decoders, clock: () => (now += 400) })
  expect(item).toMatchObject({ whole: false, findings: [{ code: 'too-slow', severity: 'warning' }] })
})

test('a file larger than its budget is not looked at', () => {
  const item = readItem(spoilt(cube()), { decoders, clock, limits: { ...READ_LIMITS, fileBytes: 100 } })
  expect(item.findings.map(({ code }) => code)).toEqual(['file-too-large'])
})

test.each(ATTACKS)('$name is read within memory that real items need', ({ bytes }) => {
  const before = process.memoryUsage().arrayBuffers
  const item = read(bytes())
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 << 20)
  expect(item.whole).toBe(!item.findings.some(({ severity }) => severity === 'error'))
})

const MODELS = '/work/shared/data/models3d'

describe.skipIf(!existsSync(MODELS))(`real models of ${MODELS} (left out where it is missing)`, () => {
  test.each([
    ['Knight.glb', 6_952],
    ['ShapeCollection.glb', 2_390],
    ['cryptovoxels.vrm', 4_907],
    ['tshirt_tpose.glb', 1_270],
    ['BoxMeshopt.glb', 12],
  ])('%s is read whole: %i triangles', (name, triangles) => {
    const item = read(new Uint8Array(readFileSync(`${MODELS}/${name}`)))
    expect(item.findings).toEqual([])
    const all = item.meshes.flatMap(({ primitives }) => primitives.map((each) => each.triangles.length / 3))
    expect(all.reduce((sum, each) => sum + each, 0)).toBe(triangles)
  })
})
