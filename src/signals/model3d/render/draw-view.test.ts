import fc from 'fast-check'
import { expect, test } from 'vitest'
import { AROUND } from './directions.ts'
import { drawView } from './draw-view.ts'
import { multiply } from './matrix.ts'
import { HALF_FIELD, placeCamera } from './place-camera.ts'
import { poseScene } from './pose-scene.ts'
import { robustBounds } from './robust-bounds.ts'
import {
  ball,
  cube,
  move,
  nodeOf,
  paint,
  partOf,
  scale,
  sceneOf,
  square,
  textureOf,
} from './scenes.fixture.ts'
import { covered, middleOf, sha256, show } from './show.fixture.ts'

const GREY = [128, 128, 128]
const [FRONT, , , , BACK] = AROUND

test('a cube seen from the front covers the square that its projection says', () => {
  const box = fc.record({
    wide: fc.double({ min: 0.1, max: 5, noNaN: true }),
    high: fc.double({ min: 0.1, max: 5, noNaN: true }),
    deep: fc.double({ min: 0.1, max: 2, noNaN: true }),
    x: fc.double({ min: -10, max: 10, noNaN: true }),
  })
  fc.assert(
    fc.property(box, ({ wide, high, deep, x }) => {
      const matrix = multiply(move(x, 0, 0), scale(wide, high, deep))
      const alone = { ...sceneOf([cube()]), nodes: [nodeOf(0, matrix)] }
      const { batches } = poseScene(alone)
      const camera = placeCamera(batches, robustBounds(batches)!, FRONT!)
      const { owner } = drawView(batches, [], camera)
      const at = (pixel: number): number =>
        ((pixel + 0.5) / 256 - 1) * HALF_FIELD * (camera.distance + camera.target[2] - deep)
      for (let pixel = 0; pixel < 512; pixel++) {
        const slack = 0.003 * Math.max(wide, high)
        for (const [place, half] of [
          [256 * 512 + pixel, wide],
          [pixel * 512 + 256, high],
        ] as const) {
          const from = Math.abs(at(pixel))
          if (from < half - slack) expect(owner[place]).toBe(1)
          if (from > half + slack) expect(owner[place]).toBe(0)
        }
      }
    }),
    { numRuns: 30 },
  )
  const view = show(sceneOf([cube()]))
  expect(Number.isInteger(Math.sqrt(covered(view)))).toBe(true)
  expect(Math.abs(Math.sqrt(covered(view)) - 0.94 * 512)).toBeLessThan(1)
})

test('only the front of a triangle is drawn, unless its material or the caller says otherwise', () => {
  const one = sceneOf([square()])
  const both = sceneOf([square()], [{ doubleSided: true }])
  const mirrored = { ...one, nodes: [nodeOf(0, scale(-1, 1, 1))] }
  const seen = (scene: typeof one, more: object): boolean => covered(show(scene, { size: 64, ...more })) > 0
  expect(seen(one, { from: FRONT })).toBe(true)
  expect(seen(one, { from: BACK })).toBe(false)
  expect(seen(both, { from: BACK })).toBe(true)
  expect(seen(one, { from: BACK, sides: 'both' })).toBe(true)
  expect(seen(one, { from: FRONT, sides: 'inner' })).toBe(false)
  expect(seen(both, { from: BACK, sides: 'inner' })).toBe(true)
  expect(seen(mirrored, { from: FRONT })).toBe(true)
  expect(seen(mirrored, { from: BACK })).toBe(false)
})

test('the two triangles of a square meet without a crack and without a double pixel', () => {
  const glass = sceneOf([square()], [{ alphaMode: 'blend', baseColour: [1, 1, 1, 0.5] }])
  const { picture } = show(glass, { size: 200 })
  const seen = new Set<number>()
  for (let y = 10; y < 190; y++) for (let x = 10; x < 190; x++) seen.add(picture.data[3 * (y * 200 + x)]!)
  // Once blended over grey everywhere but for the light's fall-off to the corners: never grey, never twice.
  expect(Math.min(...seen)).toBeGreaterThan(150)
  expect(Math.max(...seen)).toBeLessThan(196)
})

test('a mask shows what reaches the cutoff and nothing below', () => {
  const alpha = (value: number) => [textureOf(paint(4, 4, () => [255, 0, 0, value]))]
  const material = { alphaMode: 'mask' as const, alphaCutoff: 0.5, baseTexture: { texture: 0, uvSet: 0 } }
  expect(covered(show(sceneOf([square()], [material], alpha(127)), { size: 32 }))).toBe(0)
  expect(covered(show(sceneOf([square()], [material], alpha(128)), { size: 32 }))).toBeGreaterThan(800)
  expect(
    covered(show(sceneOf([square()], [{ ...material, alphaMode: 'opaque' }], alpha(0)), { size: 32 })),
  ).toBeGreaterThan(800)
})

test('blended parts are laid from the far to the near, whatever their order, and behind what is opaque not at all', () => {
  const glass = (z: number, material: number) => square(z, { material })
  const materials = [
    { alphaMode: 'blend' as const, baseColour: [1, 0, 0, 0.5] as const },
    { alphaMode: 'blend' as const, baseColour: [0, 0, 1, 0.5] as const },
    { baseColour: [0, 1, 0, 1] as const },
  ]
  const near = show(sceneOf([glass(0.2, 1), glass(0, 0)], materials))
  const same = show(sceneOf([glass(0, 0), glass(0.2, 1)], materials))
  expect(sha256(same.picture.data)).toBe(sha256(near.picture.data))
  const [red, , blue] = middleOf(near)
  expect(blue!).toBeGreaterThan(red!)
  expect(red!).toBeGreaterThan(60)
  const hidden = middleOf(show(sceneOf([square(0.5, { material: 2 }), glass(0, 0)], materials)))
  expect(hidden).toEqual([0, expect.any(Number), 0])
})

test('a slanted texture is read where the ray meets it, not where the screen says', () => {
  // A ramp along u on a floor that runs away from the camera: u is linear in depth, not in the picture's rows.
  const ramp = { ...textureOf(paint(256, 1, (x) => [x, x, x, 255])), wrapS: 'clamp' as const }
  const floor = partOf([-1, 0, 4, 1, 0, 4, 1, 0, -4, -1, 0, -4], [0, 1, 2, 0, 2, 3], {
    uvs: [Float32Array.of(0, 0, 0, 0, 1, 0, 1, 0)],
    normals: Float32Array.of(0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0),
  })
  const glow = {
    baseColour: [0, 0, 0, 1] as const,
    emissive: [1, 1, 1] as const,
    emissiveTexture: { texture: 0, uvSet: 0 },
  }
  const scene = sceneOf([floor], [glow], [ramp])
  const from = {
    ...AROUND[0]!,
    up: [0, Math.sqrt(0.75), -0.5] as const,
    back: [0, 0.5, Math.sqrt(0.75)] as const,
  }
  const { batches } = poseScene(scene)
  const camera = placeCamera(batches, robustBounds(batches)!, from)
  const view = show(scene, { from })
  let compared = 0
  for (let y = 0; y < 512; y++) {
    const place = y * 512 + 256
    if (view.owner[place] === 0) continue
    const t = (1 - (y + 0.5) / 256) * HALF_FIELD
    const eye = camera.target.map((value, k) => value + camera.distance * from.back[k]!)
    const ray = [0, 1, 2].map((k) => from.up[k]! * t - from.back[k]!)
    const z = eye[2]! - (eye[1]! / ray[1]!) * ray[2]!
    const u = (4 - z) / 8
    if (u < 0.02 || u > 0.98) continue
    compared++
    expect(Math.abs(view.picture.data[3 * place]! - (u * 256 - 0.5))).toBeLessThan(3)
  }
  expect(compared).toBeGreaterThan(100)
})

test('an emissive texture shows on a black material, and vertex colours tint', () => {
  const red = [textureOf(paint(2, 2, () => [255, 0, 0, 255]))]
  const glow = {
    baseColour: [0, 0, 0, 1] as const,
    emissive: [1, 1, 1] as const,
    emissiveTexture: { texture: 0, uvSet: 0 },
  }
  expect(middleOf(show(sceneOf([square()], [glow], red)))).toEqual([255, 0, 0])
  const tint = square(0, { colours: Float32Array.of(...[0, 1, 2, 3].flatMap(() => [0, 1, 0, 1])) })
  const [r, g, b] = middleOf(show(sceneOf([tint])))
  expect([r, b]).toEqual([0, 0])
  expect(g!).toBeGreaterThan(240)
})

test('what stands behind the camera is cut, and a camera within a ball sees nothing else', () => {
  const { batches } = poseScene(sceneOf([ball(16, 24)], [{ doubleSided: true }]))
  const camera = { direction: FRONT!, target: [0, 0, 0] as const, distance: 0.3, near: 0.01 }
  expect(covered(drawView(batches, [], camera, { size: 64 }))).toBe(64 * 64)
  const long = partOf([-1, -1, -50, 1, -1, -50, 0, 1e6, 1e7], [0, 1, 2])
  const cut = drawView(poseScene(sceneOf([long], [{ doubleSided: true }])).batches, [], camera, { size: 64 })
  expect(covered(cut)).toBeGreaterThan(10)
  expect(covered(cut)).toBeLessThan(64 * 64)
})

test('what is not finite or points past the vertices is left out, the rest is drawn', () => {
  const { positions } = square()
  const broken = partOf(
    [...positions, Number.NaN, 0, 0, Number.POSITIVE_INFINITY, 0, 0],
    [0, 1, 2, 0, 2, 3, 0, 1, 4, 0, 5, 2, 0, 1, 99],
    {},
  )
  expect(sha256(show(sceneOf([broken]), { size: 64 }).picture.data)).toBe(
    sha256(show(sceneOf([square()]), { size: 64 }).picture.data),
  )
  expect(middleOf(show(sceneOf([partOf([], [0, 1, 2])]), { size: 32 }))).toEqual(GREY)
})

test('drawing stops when its budget is spent, and says so', () => {
  const many = Array.from({ length: 200 }, (_, i) => square(i / 1000))
  const view = show(sceneOf(many), { size: 64, maxOverdraw: 20 })
  expect(view.complete).toBe(false)
  expect(show(sceneOf(many), { size: 64, maxOverdraw: 400 }).complete).toBe(true)
})
