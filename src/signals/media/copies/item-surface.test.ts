import { expect, test } from 'vitest'
import type { Item, ItemNode, ItemPrimitive } from '../../model3d/item.ts'
import { multiply } from '../../model3d/read/matrices.ts'
import { itemShape } from './item-shape.ts'
import { itemSurface } from './item-surface.ts'
import { SIGNATURE_LENGTH, shapeSignature } from './shape-signature.ts'

type Matrix = Float64Array

const matrix = (x = 0, y = 0, z = 0, quarter = false): Matrix =>
  quarter
    ? Float64Array.of(0, 1, 0, 0, -1, 0, 0, 0, 0, 0, 1, 0, x, y, z, 1)
    : Float64Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, x, y, z, 1)

/** A tetrahedron that is not regular. */
const primitive: ItemPrimitive = {
  ...{ at: '', texcoords: [], variants: [], targets: [] },
  positions: Float32Array.of(0, 0, 0, 1, 0, 0, 0, 2, 0, 0, 0, 3),
  triangles: Uint32Array.of(0, 1, 2, 0, 1, 3, 0, 2, 3, 1, 2, 3),
}

function item(nodes: readonly (Partial<ItemNode> & { local: Matrix })[], skins: Item['skins'] = []): Item {
  const made: ItemNode[] = []
  for (const node of nodes) {
    const world: Matrix =
      node.parent === undefined ? node.local : multiply(made[node.parent]!.world, node.local)
    made.push({ at: '', children: [], shown: true, world, ...node })
  }
  return {
    ...{
      format: 'glb',
      whole: true,
      meshes: [{ at: '', primitives: [primitive], weights: [] }],
      nodes: made,
      skins,
    },
    ...{ materials: [], textures: [], morphs: [], extensions: [], animations: 0 },
    ...{ trailingBytes: 0, unusedBytes: 0, findings: [], humanoid: {} },
  }
}

/** A figure with one bone; a skinned mesh, and one that hangs on the bone. The bone was bound at y = 1. */
const figure = (bone: Matrix): Item =>
  item(
    [
      { local: matrix() },
      { parent: 0, local: bone },
      { parent: 0, local: matrix(), mesh: 0, skin: 0 },
      { parent: 1, local: matrix(2), mesh: 0 },
    ],
    [{ at: '', joints: [1], inverseBind: Float32Array.from(matrix(0, -1)) }],
  )

test('another pose is the same surface, with what hangs on the bones', () => {
  const bound = itemSurface(figure(matrix(0, 1)))
  const waving = itemSurface(figure(matrix(0.5, 3, -2, true)))
  expect(waving).toEqual(bound)
  expect(bound).toHaveLength(2)
  expect([...(bound[1]!.positions as Float32Array).slice(0, 3)]).toEqual([2, 1, 0])
  expect(shapeSignature(waving)).toEqual(shapeSignature(bound))
})

test('what nodes do to meshes without bones counts, by all of their parents', () => {
  const one = itemSurface(
    item([{ local: matrix(1, 0, 0, true) }, { parent: 0, local: matrix(0, 5), mesh: 0 }]),
  )
  expect([...(one[0]!.positions as Float32Array).slice(0, 6)]).toEqual([-4, 0, 0, -4, 1, 0])
  const two = item([
    { local: matrix(), mesh: 0 },
    { local: matrix(4), mesh: 0 },
  ])
  const far = item([
    { local: matrix(), mesh: 0 },
    { local: matrix(9), mesh: 0 },
  ])
  expect(shapeSignature(itemSurface(two))).not.toEqual(shapeSignature(itemSurface(far)))
})

test('what is not shown is left out, unless nothing is shown', () => {
  const hidden = item([
    { local: matrix(), mesh: 0 },
    { local: matrix(4), mesh: 0, shown: false },
  ])
  expect(itemSurface(hidden)).toHaveLength(1)
  expect(itemSurface(item([{ local: matrix(4), mesh: 0, shown: false }]))).toHaveLength(1)
  expect(itemSurface(item([{ local: matrix() }]))).toEqual([])
})

test('a bone that was bound to nothing, and one flattened, are taken as they stand', () => {
  const flat = [{ at: '', joints: [1], inverseBind: new Float32Array(16) }]
  const surface = itemSurface(
    item(
      [{ local: matrix() }, { parent: 0, local: matrix(0, 1) }, { parent: 1, local: matrix(), mesh: 0 }],
      flat,
    ),
  )
  expect([...(surface[0]!.positions as Float32Array).slice(0, 3)]).toEqual([0, 1, 0])
})

test('the shape of an item is left out where it is a plain box, ball, can or cone', () => {
  expect(itemShape(figure(matrix(0, 1)))).toHaveLength(SIGNATURE_LENGTH)
  const square: ItemPrimitive = {
    ...primitive,
    positions: Float32Array.of(0, 0, 0, 3, 0, 0, 3, 1, 0, 0, 1, 0),
    triangles: Uint32Array.of(0, 1, 2, 0, 2, 3),
  }
  const flag: Item = {
    ...item([{ local: matrix(), mesh: 0 }]),
    meshes: [{ at: '', primitives: [square], weights: [] }],
  }
  expect(itemShape(flag)).toBeUndefined()
  expect(itemShape(item([{ local: matrix() }]))).toBeUndefined()
})
