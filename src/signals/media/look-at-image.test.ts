import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { openWaves } from '../hash/wasm-waves.ts'
import { imagePicture } from '../image/image-picture.ts'
import { leanPng } from '../image/lean-png.ts'
import type { ImageScorer, TextReader } from './look.ts'
import { lookAtImage } from './look-at-image.ts'
import type { LookSteps } from './look-steps.ts'
import { measurePictures } from './measure-pictures.ts'

const SIDE = 64

/** Says how dark a picture is, 0 to 1. */
const dark: ImageScorer = {
  ...{ sha256: 'd', runtime: 'wasm' },
  score: async (pictures) =>
    pictures.map(({ data }) => {
      const scores = { dark: 1 - data.reduce((sum, value) => sum + value, 0) / (255 * data.length) }
      return { scores, embedding: undefined }
    }),
  close: async () => {},
}

async function look(bytes: Uint8Array) {
  let reads = 0
  const reader: TextReader = {
    ...{ languages: ['eng'], version: '1', finding: undefined },
    read: async () => {
      reads++
      return { texts: [], whole: true }
    },
    close: async () => {},
  }
  const measures = { makeWaves: openWaves(), scorers: new Map([['m', dark]]), reader, clock: () => 0 }
  const measurer = measurePictures(measures, 1)
  const seen = await lookAtImage(bytes, { ...measures, budgetMs: 1 } as unknown as LookSteps, measurer)
  const { pictures } = await measurer.end()
  return { ...seen, pictures, reads, codes: seen.findings.map(({ code }) => code) }
}

const at = (x: number, y: number) => (Math.hypot(x - 20, y - 40) < 15 || (x > 40 && y < 30) ? 10 : 240)
const shape = (value: (x: number, y: number) => readonly number[]): Buffer =>
  Buffer.from(Array.from({ length: SIDE * SIDE }, (_, i) => value(i % SIDE, Math.floor(i / SIDE))).flat())
const raw = (channels: 1 | 2 | 3 | 4) => ({ raw: { width: SIDE, height: SIDE, channels } })
const drawn = () => shape((x, y) => [at(x, y), at(x, y), at(x, y)])
const opaque = await sharp(drawn(), raw(3)).png().toBuffer()

test('of an ordinary picture there is one, and it is whole', async () => {
  expect(await look(opaque)).toMatchObject({ whole: true, pictures: [{ name: 'picture' }], codes: [] })
  const clear = await sharp(opaque).ensureAlpha(1).withMetadata().png().toBuffer()
  expect((await look(clear)).pictures).toHaveLength(1)
})

test('what is drawn by transparency alone is seen as viewers show it, and known by its hash', async () => {
  const black = shape((x, y) => [0, 0, 0, 255 - at(x, y)])
  for (const format of ['png', 'webp'] as const) {
    const bytes = await sharp(black, raw(4)).toFormat(format, { lossless: true }).toBuffer()
    const { pictures, whole, reads } = await look(bytes)
    expect(pictures.map(({ name, pdq }) => [name, pdq !== undefined])).toEqual([
      ['picture', false],
      ['picture.shown', true],
    ])
    expect({ whole, reads }).toEqual({ whole: true, reads: 2 })
    expect(pictures[1]!.pdq!.hash).toBe((await look(opaque)).pictures[0]!.pdq!.hash)
  }
})

test('a picture that EXIF turns is also looked at as it is shown, and drawn again so', async () => {
  const turned = await sharp(opaque).rotate(270).withMetadata({ orientation: 6 }).png().toBuffer()
  const { pictures } = await look(turned)
  expect(pictures.map(({ name }) => name)).toEqual(['picture', 'picture.shown'])
  expect((await imagePicture(turned, 'picture.shown'))!.data).toEqual(
    (await imagePicture(opaque, 'picture'))!.data,
  )
  expect(await imagePicture(opaque, 'picture.shown')).toBeUndefined()
  expect(await imagePicture(opaque, 'picture.other')).toBeUndefined()
})

test('a picture that gamma changes beyond knowing is also looked at as it is shown', async () => {
  const pale = await sharp(
    shape(() => [200, 200, 200]),
    raw(3),
  )
    .png()
    .toBuffer()
  const gamma = Buffer.alloc(4)
  gamma.writeUInt32BE(5_000)
  const { pictures } = await look(withPart(pale, 'gAMA', gamma))
  expect(pictures.map(({ name }) => name)).toEqual(['picture', 'picture.shown'])
  expect(pictures[1]!.scores.m!.dark).toBeGreaterThan(0.8)
  gamma.writeUInt32BE(45_455)
  expect((await look(withPart(pale, 'gAMA', gamma))).pictures).toHaveLength(1)
})

test('a frame that nothing else is like is scored and read, wherever it stands', async () => {
  const other = () => shape((x, y) => Array(3).fill(x > y ? 250 : 180))
  const plain = shape((x, y) => Array(3).fill(Math.hypot(x, y) < 50 ? 255 : 200))
  const frames = Buffer.concat(
    Array.from({ length: 100 }, (_, i) => (i === 3 ? drawn() : i % 2 === 0 ? plain : other())),
  )
  // Two looks take turns, and the first of each is read beside those that are read anyway.
  const strip = { width: SIDE, height: SIDE * 100, channels: 3 as const, pageHeight: SIDE }
  const { pictures, whole, reads } = await look(await sharp(frames, { raw: strip }).gif().toBuffer())
  expect(whole).toBe(true)
  expect(pictures.filter(({ scores }) => scores.m === undefined)).toEqual([])
  expect(pictures.reduce((a, b) => (b.scores.m!.dark! > a.scores.m!.dark! ? b : a)).name).toMatch(/^frame\./)
  expect(reads).toBe(1 + 14 + 2)
  const flat = Buffer.from(
    Array.from({ length: 100 }, (_, i) => Array(SIDE * SIDE * 3).fill(i % 2 ? 90 : 200)).flat(),
  )
  const still = await look(await sharp(flat, { raw: strip }).gif().toBuffer())
  expect(still.pictures).toHaveLength(100)
  expect(still.reads).toBe(1 + 14 + 2)
})

test('an animated PNG is held: of its frames only the first is seen, and that need not be one', async () => {
  const plain = await sharp(
    shape(() => [240, 240, 240]),
    raw(3),
  )
    .png()
    .toBuffer()
  const data = opaque.subarray(opaque.indexOf('IDAT') + 4, opaque.indexOf('IEND') - 8)
  for (const frames of [1, 2]) {
    const head = Buffer.from([0, 0, 0, frames, 0, 0, 0, 0])
    const frame = Buffer.concat([Buffer.alloc(4), data])
    const { pictures, whole, codes } = await look(
      withPart(withPart(plain, 'fdAT', frame, 'IEND'), 'acTL', head),
    )
    expect(pictures.map(({ name }) => name)).toEqual(['picture'])
    expect({ whole, codes }).toEqual({ whole: false, codes: ['animated', 'frames-unseen'] })
  }
})

test('of more frames than are looked at, and of writing that was read in part, the rest may hold anything', async () => {
  const colours = Buffer.from(
    Array.from({ length: 130 }, (_, i) => Array(16 * 16 * 3).fill(i % 2 ? 90 : 200)).flat(),
  )
  const strip = { width: 16, height: 16 * 130, channels: 3 as const, pageHeight: 16 }
  const long = await look(await sharp(colours, { raw: strip }).gif().toBuffer())
  expect(long).toMatchObject({ whole: false, codes: ['animated', 'many-frames'] })
  expect(long.pictures).toHaveLength(121)
  const reader = { read: async () => ({ texts: [], whole: false }) } as unknown as TextReader
  const measurer = measurePictures({ makeWaves: openWaves(), scorers: new Map(), reader, clock: () => 0 }, 1)
  const plain = (await imagePicture(opaque, 'picture'))!
  await measurer.add('a', plain, { score: false, read: false })
  await measurer.add('b', plain, { score: false, read: true })
  expect((await measurer.end()).whole).toBe(false)
})

test('a picture that is an archive as well is not whole; one that has a second picture behind it is', async () => {
  expect(await look(Buffer.concat([opaque, Buffer.from('PK\x03\x04 x')]))).toMatchObject({ whole: false })
  expect(await look(Buffer.concat([opaque, opaque]))).toMatchObject({ whole: true, codes: ['polyglot'] })
})

test('texts in a PNG are not unpacked, so that broken ones do not hide the picture', async () => {
  const text = Buffer.concat([Buffer.from('k\0\0'), deflateSync(Buffer.alloc(1_000)).subarray(0, 9)])
  const png = withPart(opaque, 'zTXt', text)
  expect(leanPng(png)).toEqual(leanPng(opaque))
  png[png.indexOf('zTXt') + 6 + text.length]! ^= 1
  const { pictures, whole } = await look(png)
  expect({ whole, pictures }).toMatchObject({ whole: true, pictures: [{ name: 'picture' }] })
})

/** A PNG with one more part, before the first of another kind. */
function withPart(png: Buffer, type: string, data: Buffer, before = 'IDAT'): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const part = Buffer.alloc(12 + data.length)
  part.writeUInt32BE(data.length)
  body.copy(part, 4)
  part.writeUInt32BE(crc32(body), 8 + data.length)
  const where = png.indexOf(before) - 4
  return Buffer.concat([png.subarray(0, where), part, png.subarray(where)])
}
