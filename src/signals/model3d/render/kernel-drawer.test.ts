import fc from 'fast-check'
import { expect, test } from 'vitest'
import { buildMips } from './build-mips.ts'
import { AROUND } from './directions.ts'
import { drawIsland } from './draw-island.ts'
import type { Drawer, Drawn } from './drawer.ts'
import { everything } from './everything.fixture.ts'
import { STRIDE } from './fill-triangle.ts'
import { kernelDrawer } from './kernel-drawer.ts'
import type { Paint } from './paint.ts'
import { plainDrawer } from './plain-drawer.ts'
import type { Batch } from './pose-scene.ts'
import { hasRenderKernel } from './render-kernel.ts'
import { DEFAULT_MATERIAL } from './scene.ts'
import { checks, cube, paint, partOf, sceneOf, textureOf } from './scenes.fixture.ts'
import { sha256, show } from './show.fixture.ts'
import { uvIslands } from './uv-islands.ts'

test('this machine can run the kernel, so that what follows compares two things', () => {
  expect(hasRenderKernel()).toBe(true)
})

/** All that is in a view; comparing the arrays themselves takes a test too long. */
function sumOf({ picture, owner, complete }: Drawn) {
  const { data, ...size } = picture
  return { ...size, data: sha256(data), owner: sha256(new Uint8Array(owner.buffer)), complete }
}

const kernel = kernelDrawer()
const plain = plainDrawer()

test('the kernel draws a scene of everything as plain TypeScript does, from all sides, inside, with four samples', () => {
  for (const from of AROUND)
    for (const sides of ['material', 'both', 'inner'] as const)
      for (const samples of [1, 2] as const) {
        const options = { from, sides, samples, size: 160 }
        const drawn = show(everything(), { ...options, drawer: kernel })
        expect(sumOf(drawn)).toEqual(sumOf(show(everything(), { ...options, drawer: plain })))
        expect(new Set(drawn.owner).size).toBeGreaterThan(1)
      }
})

const ODD = fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 1e30, -1e12, 1e-40, 0)
const near = fc.integer({ min: -200, max: 200 }).map((whole) => whole / 97)
const often = <T>(usual: fc.Arbitrary<T>, seldom: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 120, arbitrary: usual }, { weight: 1, arbitrary: seldom })
const numbers = (length: number) => fc.array(often(near, ODD), { minLength: length, maxLength: length })
const VERTICES = 9
const TEXTURES = [checks(32, 4), textureOf(paint(5, 9, (x, y) => [50 * x, 28 * y, 99, (31 * x * y) & 255]))]
const slot = fc.record({
  texture: fc.nat({ max: 1 }),
  uvSet: fc.constant(0),
  wrapS: fc.constantFrom('repeat', 'clamp', 'mirror'),
  wrapT: fc.constantFrom('repeat', 'clamp', 'mirror'),
} as const)
const share = fc.nat({ max: 100 }).map((whole) => whole / 100)
const material = fc.record({
  baseColour: fc.tuple(share, share, share, share),
  baseTexture: slot,
  alphaMode: fc.constantFrom('opaque', 'mask', 'blend'),
  alphaCutoff: share,
  doubleSided: fc.boolean(),
  emissive: fc.tuple(share, share, share),
  emissiveTexture: slot,
} as const)

test('the kernel draws whatever triangles as plain TypeScript does, also broken ones, and stops where it does', () => {
  const triangles = fc.record({
    positions: numbers(3 * VERTICES),
    normals: fc.option(numbers(3 * VERTICES)),
    uvs: fc.option(numbers(2 * VERTICES)),
    colours: fc.option(numbers(4 * VERTICES)),
    indices: fc.array(often(fc.nat({ max: VERTICES - 1 }), fc.constant(1_000_000)), { maxLength: 24 }),
    material: fc.nat({ max: 1 }),
  })
  let unfinished = 0
  let colourful = 0
  fc.assert(
    fc.property(
      fc.array(triangles, { minLength: 1, maxLength: 3 }),
      fc.array(material, { minLength: 2, maxLength: 2 }),
      fc.constantFrom(...AROUND),
      fc.constantFrom(0.2, 64),
      fc.constantFrom(1, 2),
      (parts, materials, from, maxOverdraw, samples) => {
        const scene = sceneOf(
          parts.map(({ positions, normals, uvs, colours, indices, ...rest }) =>
            partOf(positions, indices, {
              ...rest,
              uvs: uvs === null ? [] : [Float32Array.from(uvs)],
              ...(normals && { normals: Float32Array.from(normals) }),
              ...(colours && { colours: Float32Array.from(colours) }),
            }),
          ),
          materials,
          TEXTURES,
        )
        const options = { from, maxOverdraw, samples, size: 40 } as const
        const drawn = show(scene, { ...options, drawer: kernel })
        if (!drawn.complete) unfinished++
        if (new Set(drawn.picture.data).size > 20) colourful++
        expect(sumOf(drawn)).toEqual(sumOf(show(scene, { ...options, drawer: plain })))
      },
    ),
    { numRuns: 400 },
  )
  expect(unfinished).toBeGreaterThan(20)
  expect(colourful).toBeGreaterThan(100)
})

test('islands of textures are the same, and textures that were forgotten are put in again', () => {
  const forgetful = kernelDrawer(1000)
  const scene = sceneOf([cube()], [{ baseTexture: { texture: 0, uvSet: 0 } }], [checks(64, 4)])
  const other = sceneOf([cube()], [{ baseTexture: { texture: 0, uvSet: 0 } }], [checks(32, 16)])
  const { islands } = uvIslands(scene, 0)
  const mips = scene.textures.map(buildMips)[0]!
  for (const size of [64, 200, 90]) {
    const by = (drawer: Drawer) =>
      [
        show(other, { size, drawer }),
        drawIsland(islands[0]!, mips, size, drawer),
        show(scene, { size, drawer }),
      ].map(sumOf)
    expect(by(forgetful)).toEqual(by(plain))
  }
})

const PAINT: Paint = {
  ...{ base: undefined, emissive: undefined, alphaMode: 'opaque', cutoff: 0, glows: false, coloured: false },
  ...{
    red: 1,
    green: 0.5,
    blue: 0.25,
    alpha: 1,
    emissiveRed: 0,
    emissiveGreen: 0,
    emissiveBlue: 0,
    owner: 7,
  },
}

test('edges through the middles of pixels belong to the same side', () => {
  const halves = fc.integer({ min: -8, max: 72 }).map((whole) => whole / 2)
  const corner = fc.tuple(halves, halves)
  fc.assert(
    fc.property(fc.array(corner, { minLength: 3, maxLength: 3 }), (triangle) => {
      const corners = new Float64Array(3 * STRIDE)
      for (const [k, [x, y]] of triangle.entries()) corners.set([x, y, 1, 0, 0, 0, 0, 1], k * STRIDE)
      const by = (drawer: Drawer) => {
        drawer.open(32, 10_000)
        drawer.fill(corners, PAINT)
        return sumOf(drawer.develop(32, 1))
      }
      expect(by(kernel)).toEqual(by(plain))
    }),
    { numRuns: 500 },
  )
})

test('triangles that reach behind the camera and far past the frame are cut alike', () => {
  const far = fc.integer({ min: -4000, max: 4000 }).map((whole) => whole / 97)
  const distance = fc.integer({ min: -100, max: 300 }).map((whole) => whole / 97)
  const vertex = fc.tuple(far, far, distance, fc.constantFrom(-1, 0.5, 1))
  const batch: Batch = {
    ...{ positions: new Float32Array(9), normals: undefined, indices: Uint32Array.of(0, 1, 2) },
    ...{ baseUvs: undefined, emissiveUvs: undefined, mirrored: false, mesh: 0, node: 0 },
    colours: Float32Array.of(1, 0, 0, 1, 0, 1, 0, 1, 0, 0, 1, 1),
    material: DEFAULT_MATERIAL,
  }
  let shown = 0
  fc.assert(
    fc.property(fc.array(vertex, { minLength: 3, maxLength: 3 }), (triangle) => {
      const vertices = Float64Array.from(triangle.flat())
      const by = (drawer: Drawer) => {
        drawer.open(32, 10_000)
        const all = [{ batch, paint: { ...PAINT, coloured: true }, vertices }]
        drawer.draw(all, Int32Array.of(0, 0), 0.5, 'both')
        return drawer.develop(32, 1)
      }
      const drawn = by(kernel)
      if (drawn.owner.includes(7)) shown++
      expect(sumOf(drawn)).toEqual(sumOf(by(plain)))
    }),
    { numRuns: 1000 },
  )
  expect(shown).toBeGreaterThan(100)
})
