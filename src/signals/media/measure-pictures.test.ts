import { expect, test } from 'vitest'
import { openWaves } from '../hash/wasm-waves.ts'
import type { Picture } from '../image/picture.ts'
import type { ImageScorer } from './look.ts'
import { measurePictures } from './measure-pictures.ts'

const picture = (value: number): Picture => ({
  ...{ width: 80, height: 80, channels: 3 },
  data: new Uint8Array(80 * 80 * 3).map((_, i) => (i * value) & 255),
})

test('a model is asked once about the same pixels, and all pictures of them have its scores', async () => {
  const seen: Picture[] = []
  const scorer: ImageScorer = {
    ...{ sha256: 'f00d', runtime: 'native' },
    async score(pictures) {
      seen.push(...pictures)
      return pictures.map(({ data }) => ({
        scores: { a: data[1]! / 255 },
        embedding: Float32Array.of(data[1]!),
      }))
    },
    async close() {},
  }
  const scorers = new Map([['m', scorer]])
  const measurer = measurePictures({ makeWaves: openWaves(), scorers, reader: undefined, clock: () => 0 }, 1)
  const values = [3, 5, 3, 7, 5, 3, 11, 13, 17, 19, 23, 3]
  for (const [i, value] of values.entries())
    await measurer.add(`p${i}`, picture(value), { score: i !== 11, read: false })
  // The same bytes in another shape are another picture.
  const wide = { ...picture(3), width: 160, height: 40 }
  await measurer.add('wide', wide, { score: true, read: false })
  const { pictures } = await measurer.end()
  expect(seen.map(({ data }) => data[1])).toEqual([3, 5, 7, 11, 13, 17, 19, 23, 3])
  expect(pictures.map(({ name }) => name)).toEqual([...values.map((_, i) => `p${i}`), 'wide'])
  for (const [i, value] of values.slice(0, 11).entries())
    expect(pictures[i]).toMatchObject({ scores: { m: { a: value / 255 } }, embeddings: { f00d: [value] } })
  expect(pictures[11]!.scores).toEqual({})
})

test('frames of a video have their second and the hash at their own size; other pictures have neither', async () => {
  const measures = { makeWaves: openWaves(), scorers: new Map(), reader: undefined, clock: () => 0 }
  const measurer = measurePictures(measures, 1)
  const waves = Uint8Array.from({ length: 600 * 400 * 3 }, (_, i) => {
    const [x, y] = [Math.trunc(i / 3) % 600, Math.trunc(i / 1800)]
    return 128 + 60 * Math.sin(x / 40) + 60 * Math.cos(y / 31 + x / 90)
  })
  const large: Picture = { width: 600, height: 400, channels: 3, data: waves }
  await measurer.add('frame.0', large, { score: false, read: false, seconds: 1.5 })
  await measurer.add('picture', large, { score: false, read: false })
  const [frame, other] = (await measurer.end()).pictures
  expect(frame).toMatchObject({ seconds: 1.5, pdq: { frame: { quality: expect.any(Number) } } })
  expect(other).not.toHaveProperty('seconds')
  expect(other!.pdq).not.toHaveProperty('frame')
})
