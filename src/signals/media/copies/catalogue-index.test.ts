import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { EntityRef } from '../../../core/entity.ts'
import type { MediaFacts } from '../media-facts.ts'
import { createCatalogueIndex } from './catalogue-index.ts'
import { copyMarks, VIEWS } from './copy-marks.ts'
import { factsOf, hashOf, ofName, pictureOf, signatureOf } from './facts.fixture.ts'
import { packMarks, unpackMarks } from './pack-marks.ts'
import type { KeptItem } from './ports.ts'
import { shapeCode } from './shape-code.ts'

const kept = (number: number, facts: MediaFacts, more: Partial<KeptItem> = {}): KeptItem => ({
  ...{ number, item: `item:${number}` as EntityRef, media: ofName(`${number}`) },
  ...{ maker: `account:${number}` as EntityRef, world: undefined, seenMs: 1000 - number },
  marks: packMarks(copyMarks(facts)),
  ...more,
})

const catalogueOf = (...items: KeptItem[]) => {
  const index = createCatalogueIndex()
  for (const item of items) index.add(item)
  return index
}

test('tells a copy from a shape in another dress, and from a texture on another shape', () => {
  const index = catalogueOf(
    kept(1, factsOf('robe')),
    kept(2, factsOf('robe', { texture: 'red', views: 'red robe' })),
    kept(3, factsOf('boots', { texture: 'robe', views: 'boots' })),
    kept(4, factsOf('hat')),
  )
  const near = index.near(factsOf('robe'), { most: 10 })
  expect(near.map(({ item, by, similarity }) => ({ item, by, similarity }))).toEqual([
    { item: 'item:1', by: 'looks', similarity: 1 },
    { item: 'item:2', by: 'shape', similarity: 1 },
    { item: 'item:3', by: 'texture', similarity: 1 },
  ])
  expect(near[0]!.parts).toEqual({ shape: 1, views: 1, texture: 1 })
  expect(near[1]!.parts.texture).toBeUndefined()
  expect(near[1]!.parts.views).toBeLessThan(0.2)
  expect(near[2]!.parts.shape).toBeUndefined()
  expect(near[2]!.picture).toEqual({ mine: 'texture.0', theirs: 'texture.0' })
  expect(near.map(({ makers }) => makers)).toEqual([3, 3, 3])
  expect(near[0]!.media).toBe(ofName('1'))
})

test('leaves out the item itself, tells whose it is, and keeps to what is asked for', () => {
  const index = catalogueOf(kept(1, factsOf('robe')), kept(2, factsOf('robe')), kept(3, factsOf('robe')))
  const near = index.near(factsOf('robe'), { most: 10, not: 'item:2', maker: 'account:3' })
  // Equally alike: the oldest first.
  expect(near.map(({ item, sameMaker }) => [item, sameMaker])).toEqual([
    ['item:3', true],
    ['item:1', false],
  ])
  expect(index.near(factsOf('robe'), { most: 1 })).toHaveLength(1)
  const nobody = catalogueOf(kept(1, factsOf('robe'), { maker: undefined }))
  expect(nobody.near(factsOf('robe'), { most: 1 })[0]).toMatchObject({ maker: undefined, sameMaker: false })
})

test('a shape moved a little is less similar, and from some distance on not alike', () => {
  const index = catalogueOf(kept(1, factsOf('robe', { texture: undefined })))
  const facts = factsOf('other', { texture: undefined, views: undefined })
  const moved = (by: number): MediaFacts => ({
    ...facts,
    item: {
      ...facts.item!,
      signature: signatureOf('robe').map((value, k) => (k === 5 ? value + by : value)),
    },
  })
  const similarity = (by: number) => index.near(moved(by), { most: 1, least: 0.1 })[0]?.similarity ?? 0
  expect(similarity(0)).toBe(1)
  expect(similarity(0.005)).toBeLessThan(1)
  expect(similarity(0.01)).toBeLessThan(similarity(0.005))
  expect(similarity(0.5)).toBe(0)
  expect(index.near(moved(0.2), { most: 1 })).toEqual([])
})

test('a texture is found in each of its turned forms, and not where it says too little', () => {
  const index = catalogueOf(kept(1, factsOf('a', { texture: 'owl' })))
  const stored = hashOf('owl texture')
  const turned = (at: number): MediaFacts => {
    const picture = pictureOf('island.0.2', hashOf('something'))
    const forms = picture.pdq!.turned.map((hash, i) => (i === at ? stored : hash))
    return {
      ...factsOf('b', { texture: undefined }),
      pictures: [{ ...picture, pdq: { ...picture.pdq!, turned: forms } }],
    }
  }
  for (let at = 0; at < 8; at++)
    expect(index.near(turned(at), { most: 1 })).toMatchObject([
      { by: 'texture', picture: { mine: 'island.0.2', theirs: 'texture.0' } },
    ])
  const plain = catalogueOf(kept(1, factsOf('a', { texture: 'grey', quality: 20 })))
  expect(plain.near(factsOf('b', { texture: 'grey' }), { most: 1 })).toEqual([])
  expect(
    catalogueOf(kept(1, factsOf('a', { texture: 'grey' }))).near(
      factsOf('b', { texture: 'grey', quality: 20 }),
      { most: 1 },
    ),
  ).toEqual([])
})

test('a texture in colours is found by a copy in grey, and in other hues', () => {
  const colours = factsOf('a', { texture: undefined })
  const painted = (plain: string, grey: readonly string[] | undefined): MediaFacts => {
    const picture = pictureOf('texture.0', hashOf(plain))
    return {
      ...colours,
      item: undefined,
      pictures: [{ ...picture, pdq: { ...picture.pdq!, ...(grey && { grey }) } }],
    }
  }
  const grey = [hashOf('grey'), ...Array.from({ length: 7 }, (_, i) => hashOf(`grey ${i}`))]
  const index = catalogueOf(kept(1, painted('red', grey)))
  const found = { by: 'texture', similarity: 1, picture: { mine: 'texture.0', theirs: 'texture.0' } }
  expect(index.near(painted('grey', undefined), { most: 1 })).toMatchObject([found])
  expect(index.near(painted('blue', grey), { most: 1 })).toMatchObject([found])
  expect(index.near(painted('blue', undefined), { most: 1 })).toEqual([])
  index.remove(1)
  expect(index.near(painted('blue', grey), { most: 1 })).toEqual([])
})

test('so many items of the same maker do not push out that of another', () => {
  const own = Array.from({ length: 1100 }, (_, i) =>
    kept(i + 1, factsOf('robe'), { maker: 'account:kim' as EntityRef }),
  )
  const index = catalogueOf(...own, kept(2000, factsOf('robe'), { maker: 'account:lee' as EntityRef }))
  const asked = { most: 20, maker: 'account:kim' }
  expect(index.near(factsOf('robe'), asked).every(({ sameMaker }) => sameMaker)).toBe(true)
  for (const made of [{}, { texture: undefined }, { shape: undefined }])
    expect(index.near(factsOf('robe', made), { ...asked, others: true })).toMatchObject([
      { item: 'item:2000', maker: 'account:lee', makers: 2 },
    ])
  const nobody = index.near(factsOf('robe'), { most: 2000, others: true })
  expect(nobody.length).toBeGreaterThan(20)
})

test('mirrored looks are looks: left and right are swapped', () => {
  const facts = factsOf('robe', { texture: undefined })
  const index = catalogueOf(kept(1, facts))
  const swapped = [0, 3, 2, 1].map((at) => hashOf(`robe ${VIEWS[at]}`))
  const mirrored: MediaFacts = {
    ...facts,
    pictures: VIEWS.map((name, i) => {
      const picture = pictureOf(name, hashOf(`mirrored ${name}`))
      return { ...picture, pdq: { ...picture.pdq!, turned: picture.pdq!.turned.with(5, swapped[i]!) } }
    }),
  }
  expect(index.near(mirrored, { most: 1 })).toMatchObject([{ by: 'looks', parts: { views: 1 } }])
})

test('what was removed or replaced is not found any more, whatever came in its place', () => {
  const index = createCatalogueIndex()
  for (let number = 1; number <= 40; number++) index.add(kept(number, factsOf(`n${number}`)))
  index.compact()
  for (let number = 1; number <= 40; number += 2) index.remove(number)
  index.remove(77)
  index.add(kept(2, factsOf('new')))
  for (let number = 41; number <= 60; number++) index.add(kept(number, factsOf(`n${number}`)))
  expect(index.size).toBe(40)
  const items = (name: string) => index.near(factsOf(name), { most: 5 }).map(({ item }) => item)
  expect(items('n3')).toEqual([])
  expect(items('n2')).toEqual([])
  expect(items('new')).toEqual(['item:2'])
  for (let number = 41; number <= 60; number++) expect(items(`n${number}`)).toEqual([`item:${number}`])
})

test('without shape and pictures nothing is alike; marks of another version are only listed', () => {
  const bare: MediaFacts = { ...factsOf('x', { texture: undefined, views: undefined }), item: undefined }
  const index = catalogueOf(kept(1, bare), kept(2, factsOf('robe'), { marks: Uint8Array.of(9, 1, 2) }))
  expect(index.near(bare, { most: 5 })).toEqual([])
  expect(index.near(factsOf('robe'), { most: 5 })).toEqual([])
  expect(index.size).toBe(2)
})

test('marks are read back as they were written, and other bytes are refused', () => {
  const facts = factsOf('robe')
  const marks = copyMarks(facts)
  const bytes = packMarks(marks)
  const read = unpackMarks(bytes)!
  expect(read.code).toEqual(shapeCode(marks.signature))
  expect(Buffer.from(read.views).toString('hex')).toBe(marks.views.join(''))
  expect(read.textures.map(({ name, hash }) => ({ name, hash: Buffer.from(hash).toString('hex') }))).toEqual(
    marks.textures,
  )
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (any) => void unpackMarks(any)))
  for (let length = 0; length < bytes.length; length++)
    expect(unpackMarks(bytes.slice(0, length))).toBeUndefined()
})
