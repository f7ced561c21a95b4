import { expect, test } from 'vitest'
import { drawShot } from './draw-shot.ts'
import { renderItem } from './render-item.ts'
import type { LeftOut, RenderOptions } from './render-options.ts'
import type { Scene } from './scene.ts'
import { checks, cube, move, nodeOf, paint, sceneOf, square, textureOf } from './scenes.fixture.ts'
import type { Shot } from './shot.ts'

function all(scene: Scene, options: RenderOptions = {}): { shots: Shot[]; left: LeftOut } {
  const shots: Shot[] = []
  const run = renderItem(scene, { size: 64, ...options })
  for (;;) {
    const next = run.next()
    if (next.done) return { shots, left: next.value }
    shots.push(next.value)
  }
}

const BASE = { baseTexture: { texture: 0, uvSet: 0 } }
const colours = (shot: Shot): Set<string> => {
  const { data } = shot.picture
  return new Set(Array.from({ length: data.length / 3 }, (_, i) => data.subarray(3 * i, 3 * i + 3).join()))
}

test('an item is shown from 8 sides, with every texture, every mesh alone and every island', () => {
  const { shots, left } = all(sceneOf([cube()], [BASE], [checks(64, 8)]))
  const count = (kind: string): number => shots.filter(({ of }) => of.kind === kind).length
  expect({
    view: count('view'),
    texture: count('texture'),
    mesh: count('mesh'),
    island: count('island'),
  }).toEqual({
    ...{ view: 8, texture: 1, mesh: 8, island: 1 },
  })
  expect(left).toEqual({ shots: 0, triangles: 0, islands: 0, far: 0 })
  expect(
    new Set(shots.filter(({ of }) => of.kind === 'view').map(({ of }) => 'view' in of && of.view)).size,
  ).toBe(8)
})

test('meshes that no node or only a hidden node shows, and textures that nothing uses, are shown too', () => {
  const scene = sceneOf(
    [cube()],
    [{}, { baseColour: [1, 0, 0, 1] }],
    [textureOf(paint(8, 8, () => [1, 2, 3, 255]))],
  )
  const secret = { name: 'secret', parts: [square(0, { material: 1 })], weights: [] }
  const { shots } = all({
    ...scene,
    meshes: [...scene.meshes, secret],
    nodes: [nodeOf(0), nodeOf(1, move(9, 9, 9), false)],
  })
  const redAt = shots.filter((shot) => [...colours(shot)].some((colour) => /^2\d\d,0,0$/.test(colour)))
  expect(redAt.map(({ of }) => of.kind)).toEqual(Array(redAt.length).fill('mesh'))
  expect(redAt.every(({ of }) => 'mesh' in of && of.mesh === 1)).toBe(true)
  expect(redAt.length).toBeGreaterThan(1)
  const texture = shots.find(({ of }) => of.kind === 'texture')!
  expect([...colours(texture)]).toEqual(['1,2,3'])
})

test('what a texture hides under alpha 0 is shown as if it were opaque, and as it looks', () => {
  const hidden = textureOf(paint(16, 16, (x) => [200, 10, 10, x < 8 ? 0 : 255]))
  const shots = all(sceneOf([square()], [BASE], [hidden])).shots.filter(({ of }) => of.kind === 'texture')
  expect(shots.map(({ of }) => 'alpha' in of && of.alpha)).toEqual(['ignored', 'on-grey'])
  expect([...colours(shots[0]!)]).toEqual(['200,10,10'])
  expect(colours(shots[1]!)).toEqual(new Set(['128,128,128', '200,10,10']))
})

test('islands are cut out of the texture along their edges, as large as the frame allows', () => {
  const picture = textureOf(paint(64, 64, (x, y) => (x < 16 && y < 16 ? [0, 200, 0, 255] : [200, 0, 0, 255])))
  const corner = square(0, { uvs: [Float32Array.of(0, 0.2, 0.2, 0.2, 0.2, 0, 0, 0)] })
  const { shots } = all(sceneOf([corner], [BASE], [picture]))
  const island = shots.find(({ of }) => of.kind === 'island')!
  const seen = colours(island)
  expect(seen.has('0,200,0') && seen.has('128,128,128')).toBe(true)
  expect([...seen].some((colour) => colour.startsWith('200'))).toBe(false)
  expect(island.of).toMatchObject({ mesh: 0, texture: 0 })
})

test('each morph target is shown alone, and all of them together', () => {
  const flip = { positions: Float32Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) }
  const { shots } = all(sceneOf([square(0, { morphs: [flip, flip] })]))
  expect(shots.filter(({ of }) => of.kind === 'morph').map(({ of }) => 'target' in of && of.target)).toEqual([
    0, 1,
  ])
  expect(shots.filter(({ of }) => of.kind === 'view' && of.morph === 'all')).toHaveLength(2)
})

test('a view says which mesh is seen where', () => {
  const scene = sceneOf([square()])
  const two = {
    ...scene,
    meshes: [...scene.meshes, ...scene.meshes],
    nodes: [nodeOf(0, move(-2, 0, 0)), nodeOf(1, move(2, 0, 0))],
  }
  const { meshAt } = all(two).shots[0]!
  expect(new Set(meshAt!.subarray(32 * 64, 32 * 64 + 20))).toEqual(new Set([0, 1]))
  expect(new Set(meshAt!.subarray(32 * 64 + 44, 33 * 64))).toEqual(new Set([0, 2]))
})

test('budgets on pictures and triangles are kept and told', () => {
  const { shots, left } = all(sceneOf([cube()], [BASE], [checks(8, 2)]), { maxShots: 10 })
  expect(shots).toHaveLength(10)
  expect(left.shots).toBe(8)
  expect(all(sceneOf([cube()]), { maxTriangles: 11 }).left.triangles).toBeGreaterThan(0)
  expect(all({ ...sceneOf([]), meshes: [], nodes: [] })).toEqual({
    shots: [],
    left: { shots: 0, triangles: 0, islands: 0, far: 0 },
  })
})

/** Things 1 km from each other, each of its own colour, as red as its number says. */
function scattered(count: number, apart = 1_000): Scene {
  const small = Array.from({ length: count }, (_, i) => ({ baseColour: [1, i / 255, 0, 1] as const }))
  const scene = sceneOf([square()], small)
  return {
    ...scene,
    meshes: small.map((_, i) => ({ name: '', parts: [square(0, { material: i })], weights: [] })),
    nodes: small.map((_, i) => nodeOf(i, move(i * apart, 0, 0))),
  }
}

/** Meshes that take at least a tenth of some picture of the whole scene. */
const wellSeen = (shots: readonly Shot[]): Set<number> => {
  const seen = new Set<number>()
  for (const { of, meshAt } of shots) {
    if ((of.kind !== 'view' && of.kind !== 'far') || meshAt === undefined) continue
    const counts = new Map<number, number>()
    for (const mesh of meshAt) counts.set(mesh, (counts.get(mesh) ?? 0) + 1)
    for (const [mesh, count] of counts) if (mesh > 0 && count > meshAt.length / 10) seen.add(mesh - 1)
  }
  return seen
}

test.each([2, 3, 7])('%i things a kilometre apart are each seen large', (count) => {
  const { shots, left } = all(scattered(count))
  expect(wellSeen(shots)).toEqual(new Set(Array.from({ length: count }, (_, i) => i)))
  expect(left.far).toBe(0)
})

test('more far things than there are pictures for are told', () => {
  const { left } = all(scattered(15), { maxFar: 12 })
  expect(left.far).toBe(3)
})

test('a triangle far off in the same mesh is seen large, in its mesh alone too', () => {
  const near = square().positions
  const far = [5_000, 0, 0, 5_001, 0, 0, 5_000, 1, 0]
  const part = square(0, {
    positions: Float32Array.of(...near, ...far),
    indices: Uint32Array.of(0, 1, 2, 0, 2, 3, 4, 5, 6),
    uvs: [],
  })
  const { shots } = all(sceneOf([part]))
  const filled = ({ meshAt }: Shot): number => meshAt!.filter((mesh) => mesh > 0).length / meshAt!.length
  const fars = shots.filter(({ of }) => of.kind === 'far')
  expect(fars.filter((shot) => filled(shot) > 0.3).map(({ name }) => name)).toEqual([
    ...['far.0.front', 'far.0.back', 'far.1.front', 'far.1.back'],
    ...['mesh.0.far.0.front', 'mesh.0.far.0.back', 'mesh.0.far.1.front', 'mesh.0.far.1.back'],
  ])
})

test('an item in one piece, and one of several pieces near each other, have no pictures of far parts', () => {
  const kinds = (scene: Scene) => new Set(all(scene).shots.map(({ of }) => of.kind))
  expect(kinds(sceneOf([cube()]))).not.toContain('far')
  expect(kinds(scattered(3, 2.2))).not.toContain('far')
})

test('every picture has its own name, by which the same is drawn again', () => {
  const flip = { positions: Float32Array.of(2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0) }
  const clear = textureOf(paint(8, 8, (x) => [9, 9, 9, x * 30]))
  const scene = sceneOf([square(0, { morphs: [flip] })], [BASE], [clear])
  const { shots } = all(scene)
  expect(new Set(shots.map(({ name }) => name)).size).toBe(shots.length)
  for (const shot of shots) expect(drawShot(scene, shot.name, { size: 64 })).toEqual(shot)
  expect(drawShot(scene, 'view.nowhere', { size: 64 })).toBeUndefined()
})
