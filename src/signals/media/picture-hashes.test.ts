import sharp, { type Sharp } from 'sharp'
import { expect, test } from 'vitest'
import { hashDistance } from '../hash/hash-distance.fixture.ts'
import { pdqFrameHash, pdqHash, plainWaves } from '../hash/pdq-hash.ts'
import type { Picture } from '../image/picture.ts'
import { frameHashes, pictureHashes } from './picture-hashes.ts'

/** Strong blue and weak green by two patterns: by light the blue one is the brighter, by value the green one. */
function coloured(side: number): Picture {
  const data = new Uint8Array(side * side * 3)
  for (let at = 0; at < side * side; at++) {
    const [u, v] = [(at % side) / side, Math.trunc(at / side) / side]
    const blue = Math.sin(23 * u + 4 * Math.sin(9 * v)) + Math.cos(17 * v - 3 * u)
    const green = Math.sin(29 * v - 5 * Math.sin(6 * u)) + Math.cos(21 * u + 8 * v * v)
    data[3 * at + 1] = Math.round(65 / (1 + Math.exp(-6 * green)))
    data[3 * at + 2] = Math.round(255 / (1 + Math.exp(-6 * blue)))
  }
  return { width: side, height: side, channels: 3, data }
}

async function changed(picture: Picture, change: (image: Sharp) => Sharp): Promise<Picture> {
  const { width, height, channels } = picture
  const image = change(sharp(picture.data, { raw: { width, height, channels } }))
  const { data, info } = await image.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true })
  return {
    width: info.width,
    height: info.height,
    channels: info.channels as 1 | 3,
    data: new Uint8Array(data),
  }
}

test('a copy that an image library made grey has the hash in grey, which the hash of the colours is not', async () => {
  for (const side of [256, 800]) {
    const picture = coloured(side)
    const hashes = pictureHashes('texture.0', picture, plainWaves)!
    const copy = await changed(picture, (image) => image.grayscale().flop())
    const { hash } = pdqHash(copy)
    expect(Math.min(...hashes.turned.map((one) => hashDistance(one, hash)))).toBeGreaterThan(31)
    // flopped: the sixth form
    expect(hashDistance(hashes.grey![5]!, hash)).toBeLessThanOrEqual(14)
  }
})

test('in other hues the picture in grey stays', async () => {
  const picture = coloured(256)
  const copy = await changed(picture, (image) => image.modulate({ hue: 90 }))
  const [mine, theirs] = [picture, copy].map((one) => pictureHashes('texture.0', one, plainWaves)!)
  expect(hashDistance(mine!.hash, theirs!.hash)).toBeGreaterThan(31)
  expect(hashDistance(mine!.grey![0]!, theirs!.grey![0]!)).toBeLessThanOrEqual(31)
})

test('only what is painted has a hash in grey, and only where it says something of its own', async () => {
  const picture = coloured(128)
  expect(pictureHashes('picture', picture, plainWaves)).toHaveProperty('grey')
  expect(pictureHashes('view.front', picture, plainWaves)).not.toHaveProperty('grey')
  expect(
    pictureHashes('texture.0', await changed(picture, (image) => image.grayscale()), plainWaves),
  ).not.toHaveProperty('grey')
  const flat = { ...picture, data: picture.data.map(() => 90) }
  expect(pictureHashes('texture.0', flat, plainWaves)).toBeUndefined()
})

test('a frame of a video that is larger than PDQ looks at has its hash at its own size, too', () => {
  const [small, large] = [coloured(512), coloured(700)]
  expect(frameHashes('frame.0', small, plainWaves)).toEqual(pictureHashes('frame.0', small, plainWaves))
  const { frame, ...rest } = frameHashes('frame.0', large, plainWaves)!
  expect(rest).toEqual(pictureHashes('frame.0', large, plainWaves))
  expect(frame).toEqual(pdqFrameHash(large))
  expect(frame!.hash).not.toBe(rest.hash)
})
