import { expect, test } from 'vitest'
import { ball, paint, partOf, textureOf } from '../render/scenes.fixture.ts'
import { bodyBatch } from './body-batch.ts'
import { mannequin } from './mannequin.ts'
import { mannequinJoints } from './mannequin-joints.ts'
import { type Patch, patchesOf } from './patches.ts'
import { REGIONS } from './region.ts'
import { bareUnder, tube } from './worn.fixture.ts'

const TRUNK = ['chest', 'abdomen', 'back', 'lower_back', 'hips', 'groin', 'buttocks'] as const
const BASE = { baseTexture: { texture: 0, uvSet: 0 } }

test('without anything all is bare; within a closed ball nothing is', () => {
  const { regions } = bareUnder([partOf([9, 9, 9, 9, 9, 9, 9, 9, 9], [0, 1, 2])])
  expect(REGIONS.filter((region) => regions[region] !== 1)).toEqual([])
  const large = ball(24, 48)
  const around = { ...large, positions: large.positions.map((v, i) => (i % 3 === 1 ? v + 1 : v)) }
  const within = bareUnder([around])
  expect(TRUNK.filter((region) => within.regions[region] === 1)).toEqual([...TRUNK])
  const small = { ...large, positions: large.positions.map((v, i) => v * 0.4 + (i % 3 === 1 ? 1.1 : 0)) }
  expect(TRUNK.filter((region) => bareUnder([small]).regions[region] > 0)).toEqual([])
})

test('a tube over the trunk covers the trunk and nothing else', () => {
  const { regions } = bareUnder([tube(0.25, 0.75, 1.42)])
  for (const region of TRUNK) expect(regions[region], region).toBe(0)
  for (const region of ['head', 'hands', 'shins', 'feet', 'lower_arms'] as const)
    expect(regions[region]).toBe(1)
})

test('half of a tube leaves half of the body bare', () => {
  const half = tube(0.25, 0.75, 1.42, {}, 0.5)
  const { regions } = bareUnder([half], [{ doubleSided: true }])
  for (const region of TRUNK) expect(regions[region], region).toBeCloseTo(0.5, 1)
})

test('a tube that ends at a height leaves bare what is below', () => {
  const { regions } = bareUnder([tube(0.25, 0.98, 1.42)])
  expect(regions.chest).toBe(0)
  expect(regions.groin).toBe(1)
  expect(regions.buttocks).toBeGreaterThan(0.9)
})

test.each([
  ['a see-through texture', 77, 1 - 77 / 255],
  ['an opaque texture', 255, 0],
])('%s lets through what its alpha says', (_, alpha, bare) => {
  const glass = textureOf(paint(4, 4, () => [200, 200, 200, alpha]))
  const blended = bareUnder([tube(0.25, 0.75, 1.42)], [{ ...BASE, alphaMode: 'blend' }], [glass])
  for (const region of TRUNK) expect(blended.regions[region]).toBeCloseTo(bare, 5)
  const opaque = bareUnder([tube(0.25, 0.75, 1.42)], [{ ...BASE, alphaMode: 'opaque' }], [glass])
  expect(opaque.regions.chest).toBe(0)
})

test('two see-through layers hide more than one', () => {
  const half = { alphaMode: 'blend', baseColour: [1, 1, 1, 0.5] } as const
  const { regions } = bareUnder([tube(0.25, 0.75, 1.42), tube(0.27, 0.75, 1.42)], [half])
  expect(regions.chest).toBeCloseTo(0.25, 5)
})

test('a pattern of holes bares its share', () => {
  const net = textureOf(paint(256, 256, (x, y) => [0, 0, 0, x % 8 < 4 || y % 8 < 4 ? 255 : 0]))
  const { regions } = bareUnder([tube(0.25, 0.75, 1.42)], [{ ...BASE, alphaMode: 'mask' }], [net])
  for (const region of ['chest', 'back', 'abdomen'] as const) expect(regions[region]).toBeCloseTo(0.25, 1)
})

test('a surface that is only drawn from inside hides nothing', () => {
  const inward = tube(0.25, 0.75, 1.42)
  const { indices } = inward
  for (let at = 0; at < indices.length; at += 3) {
    const [b, c] = [indices[at + 1]!, indices[at + 2]!]
    indices[at + 1] = c
    indices[at + 2] = b
  }
  expect(bareUnder([inward]).regions.chest).toBe(1)
  expect(bareUnder([inward], [{ doubleSided: true }]).regions.chest).toBe(0)
})

test('an item beside or far around the body covers nothing of it', () => {
  const beside = tube(0.25, 0.75, 1.42)
  beside.positions.forEach((value, i) => {
    if (i % 3 === 0) beside.positions[i] = value + 1.2
  })
  for (const parts of [[beside], [tube(1, 0, 1.7)]]) {
    const { regions } = bareUnder(parts)
    for (const region of TRUNK) expect(regions[region]).toBe(1)
  }
})

test('too tight and too loose clothes cover alike', () => {
  const body = (factor: number) => {
    const { tubes } = mannequin(mannequinJoints('T'))
    const trunk = { ...tubes[0]!, rings: tubes[0]!.rings.map((ring) => scaled(ring, factor)) }
    const { positions, indices } = bodyBatch(patchesOf([trunk]), 0)
    return partOf([...positions], [...indices])
  }
  const scaled = <T extends { side: number; front: number }>(ring: T, by: number): T => ({
    ...ring,
    side: ring.side * by,
    front: ring.front * by,
  })
  for (const factor of [0.7, 1, 1.6])
    expect(TRUNK.filter((region) => bareUnder([body(factor)]).regions[region] > 0.02)).toEqual([])
})

/** The mannequin itself as a part of an item. */
function bodyPart(material: number, keep: (patch: Patch) => boolean = () => true) {
  const { tubes } = mannequin(mannequinJoints('T'))
  const { positions, indices } = bodyBatch(patchesOf(tubes).filter(keep), 0)
  return partOf([...positions], [...indices], { material })
}

test('a body in the file covers nothing where it is named skin, or is dressed', () => {
  const shirt = tube(0.25, 1, 1.42)
  const dressed = bareUnder([shirt, bodyPart(1)], [{}, {}])
  expect(dressed.painted).toBe(false)
  expect(dressed.regions).toMatchObject({ chest: 0, groin: 1, head: 1 })
  const named = bareUnder([bodyPart(0)], [{}], [], [0])
  expect(named.painted).toBe(false)
  expect(named.regions).toMatchObject({ chest: 1, groin: 1, head: 1 })
})

test('of a body alone, clothes may be painted on it: nothing is said', () => {
  expect(bareUnder([bodyPart(0)]).painted).toBe(true)
  const gloves = bodyPart(0, ({ region }) => region === 'hands' || region === 'chest')
  expect(bareUnder([gloves]).painted).toBe(false)
})
