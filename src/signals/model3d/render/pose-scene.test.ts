import { expect, test } from 'vitest'
import { AROUND } from './directions.ts'
import { poseMesh, poseScene } from './pose-scene.ts'
import { robustBounds } from './robust-bounds.ts'
import { ball, cube, move, nodeOf, partOf, scale, sceneOf, square } from './scenes.fixture.ts'
import { covered, show } from './show.fixture.ts'

const rows = (positions: Float32Array): number[][] =>
  Array.from({ length: positions.length / 3 }, (_, i) => [...positions.subarray(3 * i, 3 * i + 3)])

test('a skinned vertex stands where its joints put it, by their weights; its own node does not count', () => {
  const part = square(0, {
    joints: Uint16Array.of(0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 1, 0, 0),
    // The last does not add up to 1: it is made to.
    weights: Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0.5, 0.5, 0, 0, 0.2, 0.2, 0, 0),
  })
  const scene = {
    ...sceneOf([part]),
    nodes: [
      { ...nodeOf(0, move(99, 99, 99)), skin: 0 },
      nodeOf(undefined, move(10, 0, 0)),
      nodeOf(undefined, move(0, 20, 0)),
    ],
    skins: [{ joints: [1, 2], inverseBinds: [move(-1, 0, 0), move(0, 0, 3)] }],
  }
  expect(rows(poseScene(scene).batches[0]!.positions)).toEqual([
    [8, -1, 0],
    [1, 19, 3],
    [5.5, 11, 1.5],
    [3.5, 11, 1.5],
  ])
})

test('morph targets: at rest by their weights, all at 1, or one alone', () => {
  const raise = (y: number) => ({ positions: Float32Array.of(...[0, 1, 2, 3].flatMap(() => [0, y, 0])) })
  const scene = sceneOf([square(0, { morphs: [raise(1), raise(10)] })])
  const weighted = { ...scene, meshes: [{ ...scene.meshes[0]!, weights: [0.5, 0] }] }
  const y = (morph: 'rest' | 'all' | number): number =>
    poseScene(weighted, { morph }).batches[0]!.positions[1]!
  expect([y('rest'), y('all'), y(0), y(1)]).toEqual([-0.5, 10, 0, 9])
})

test('children stand in their parents, 100,000 deep without harm; a cycle is refused', () => {
  const chain = Array.from({ length: 100_000 }, (_, i) => ({
    ...nodeOf(undefined, move(1, 0, 0)),
    parent: i - 1,
  }))
  const scene = { ...sceneOf([square()]), nodes: [...chain, { ...nodeOf(0), parent: chain.length - 1 }] }
  expect(poseScene(scene).batches[0]!.positions[0]).toBe(99_999)
  const looped = {
    ...scene,
    nodes: [
      { ...nodeOf(0), parent: 1 },
      { ...nodeOf(undefined), parent: 0 },
    ],
  }
  expect(() => poseScene(looped)).toThrow(/its own ancestor/)
})

test('KHR_texture_transform moves, turns and scales what is read', () => {
  const slot = {
    texture: 0,
    uvSet: 0,
    offset: [0.5, 0.25] as const,
    rotation: Math.PI / 2,
    scale: [2, 1] as const,
  }
  const [batch] = poseScene(sceneOf([square()], [{ baseTexture: slot }])).batches
  // (u, v) → scale (2u, v) → turned a quarter (v, -2u) → moved.
  const expected = [1.5, 0.25, 1.5, -1.75, 0.5, -1.75, 0.5, 0.25]
  for (const [i, value] of expected.entries()) expect(batch!.baseUvs![i]).toBeCloseTo(value, 6)
})

test('20,000 instances of one mesh stop at the budget, and are counted', () => {
  const scene = { ...sceneOf([ball(10, 10)]), nodes: Array.from({ length: 20_000 }, () => nodeOf(0)) }
  const posed = poseScene(scene, { maxTriangles: 10_000 })
  expect(posed.batches).toHaveLength(50)
  expect(posed.leftOut).toBe(19_950 * 200)
})

test('a mesh that its node hides by a scale of 0 is shown when it is posed alone', () => {
  const scene = { ...sceneOf([square()]), nodes: [nodeOf(0, scale(0, 0, 0))] }
  expect(rows(poseMesh(scene, 0).batches[0]!.positions)).toEqual(rows(square().positions))
})

test('one far triangle does not make the item one pixel, and is told', () => {
  for (const item of [cube(), ball(12, 16)]) {
    const alone = covered(show(sceneOf([item])))
    const stray = partOf([1e5, 0, 0, 1e5, 1, 0, 1e5, 0, 1], [0, 1, 2])
    const scene = sceneOf([item, stray])
    expect(robustBounds(poseScene(scene).batches)!.outside).toBeGreaterThan(0)
    expect(covered(show(scene, { from: AROUND[0]! }))).toBeGreaterThan(0.6 * alone)
  }
  expect(robustBounds(poseScene(sceneOf([ball(12, 16)])).batches)).toMatchObject({
    outside: 0,
    max: [1, 1, 1],
  })
})
