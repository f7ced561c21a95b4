import { crc32 } from 'node:zlib'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { decodeImage } from './decode-image.ts'
import { IMAGE_LIMITS } from './image-limits.ts'

const SIDE = 40
const source = () =>
  sharp(Buffer.from(Array.from({ length: SIDE * 30 * 3 }, (_, at) => (at * 7919) % 256)), {
    raw: { width: SIDE, height: 30, channels: 3 },
  })
const FORMATS = ['png', 'jpeg', 'webp', 'gif'] as const
const encoded = (format: (typeof FORMATS)[number]) => source().toFormat(format).toBuffer()
const codes = async (bytes: Uint8Array, limits = IMAGE_LIMITS) =>
  (await decodeImage(bytes, limits)).findings.map(({ code }) => code)

test('alpha is kept when it is asked for, of grey and 16-bit pictures too', async () => {
  const data = Uint8Array.of(10, 0, 200, 255)
  const grey = await sharp(data, { raw: { width: 2, height: 1, channels: 2 } })
    .png()
    .toBuffer()
  const decoded = await decodeImage(grey, IMAGE_LIMITS, { alpha: true })
  expect([...decoded.picture!.data]).toEqual([10, 10, 10, 0, 200, 200, 200, 255])
  const deep = await sharp(grey).toColourspace('rgb16').png().toBuffer()
  const shallow = await decodeImage(deep, IMAGE_LIMITS, { alpha: true })
  expect(shallow.picture).toMatchObject({ channels: 4 })
  expect([shallow.picture!.data[3], shallow.picture!.data[7]]).toEqual([0, 255])
})

describe.each(FORMATS)('%s', (format) => {
  test('a whole file gives its pixels and no finding', async () => {
    const decoded = await decodeImage(await encoded(format))
    expect(decoded).toMatchObject({ format, frames: 1, findings: [] })
    expect(decoded.picture).toMatchObject({ width: SIDE, height: 30, channels: 3 })
    expect(decoded.picture!.data).toHaveLength(SIDE * 30 * 3)
  })

  test('a file that was cut off anywhere is told, and never throws', async () => {
    const whole = await encoded(format)
    for (const part of [0.3, 0.6, 0.95]) {
      const found = await codes(whole.subarray(0, Math.floor(whole.length * part)))
      expect(found).toContain('truncated')
    }
  })

  test('bytes after the image are told; those of another format make it a polyglot', async () => {
    const whole = await encoded(format)
    expect(await codes(Buffer.concat([whole, Buffer.from('only words')]))).toEqual(['trailing-bytes'])
    for (const other of ['PK\x03\x04', '%PDF-1.7', '<script>', 'GIF89a'])
      expect(await codes(Buffer.concat([whole, Buffer.from(other, 'latin1')]))).toEqual(['polyglot'])
    const zip = Buffer.from(`words PK\x05\x06${'\0'.repeat(18)}`, 'latin1')
    expect(await codes(Buffer.concat([whole, zip]))).toEqual(['polyglot'])
  })

  test('too many bytes and too many pixels are refused', async () => {
    const whole = await encoded(format)
    expect(await codes(whole, { ...IMAGE_LIMITS, maxBytes: whole.length - 1 })).toEqual(['too-many-bytes'])
    expect(await codes(whole, { ...IMAGE_LIMITS, maxPixels: SIDE * 30 - 1 })).toEqual(['too-many-pixels'])
    expect(await codes(whole, { ...IMAGE_LIMITS, maxBytes: whole.length, maxPixels: SIDE * 30 })).toEqual([])
  })

  test('bytes that were changed anywhere are decided', async () => {
    const whole = await encoded(format)
    await fc.assert(
      fc.asyncProperty(
        fc.nat(whole.length - 1),
        fc.uint8Array({ minLength: 1, maxLength: 9 }),
        async (at, noise) => {
          const changed = Buffer.from(whole)
          changed.set(noise.subarray(0, whole.length - at), at)
          const { picture, findings } = await decodeImage(changed)
          expect(picture !== undefined || findings.some(({ severity }) => severity === 'error')).toBe(true)
        },
      ),
      { numRuns: 40 },
    )
  })
})

test('of a JPEG that was cut off, the picture is what viewers show; of a PNG there is none', async () => {
  const whole = await encoded('jpeg')
  const cut = await decodeImage(whole.subarray(0, Math.floor(whole.length * 0.8)))
  const full = await decodeImage(whole)
  const rows = SIDE * 3 * 8
  expect(cut.picture!.data).toHaveLength(full.picture!.data.length)
  expect(cut.picture!.data.subarray(0, rows)).toEqual(full.picture!.data.subarray(0, rows))
  const png = await encoded('png')
  const found = await decodeImage(png.subarray(0, Math.floor(png.length * 0.8)))
  expect(found.picture).toBeUndefined()
  expect(found.findings.map(({ code }) => code)).toEqual(['truncated', 'not-decodable'])
})

test('a second picture behind the first is a warning, as phones put one there', async () => {
  const whole = await encoded('jpeg')
  const { picture, findings } = await decodeImage(Buffer.concat([whole, whole]))
  expect(picture).toBeDefined()
  expect(findings).toMatchObject([{ code: 'polyglot', severity: 'warning', at: `byte ${whole.length}` }])
})

test('an animated GIF and WebP give their first frame, and how many there are', async () => {
  const frames = { raw: { width: 20, height: 40, channels: 3 as const, pageHeight: 20 } }
  const pixels = Buffer.alloc(20 * 40 * 3, 10).fill(200, 20 * 20 * 3)
  for (const format of ['gif', 'webp'] as const) {
    const bytes = await sharp(pixels, frames).toFormat(format).toBuffer()
    const { picture, frames: count, findings } = await decodeImage(bytes)
    expect({ count, codes: findings.map(({ code }) => code) }).toEqual({ count: 2, codes: ['animated'] })
    expect(picture).toMatchObject({ width: 20, height: 20 })
    expect(picture!.data[0]).toBeLessThan(100)
  }
})

test('SVG and what is no image are refused by their first bytes, whatever they are called', async () => {
  const svg = '<?xml version="1.0"?><!-- a --><svg xmlns="http://www.w3.org/2000/svg"/>'
  expect(await codes(Buffer.from(svg))).toEqual(['svg'])
  expect(await codes(Buffer.from('words'))).toEqual(['not-an-image'])
  expect(await codes(Buffer.alloc(0))).toEqual(['not-an-image'])
})

test('an image of 30,000 x 30,000 pixels in a few bytes is refused by its header', async () => {
  const small = await sharp({ create: { width: 8, height: 8, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  small.writeUInt32BE(30_000, 16)
  small.writeUInt32BE(30_000, 20)
  small.writeUInt32BE(crc32(small.subarray(12, 29)), 29)
  expect(await codes(small)).toEqual(['too-many-pixels'])
})

test('the turn that EXIF asks for and the colour profile are left aside; 16 bits become 8, alpha goes', async () => {
  const turned = await source().withMetadata({ orientation: 6 }).png().toBuffer()
  const plain = await decodeImage(await encoded('png'))
  expect((await decodeImage(turned)).picture).toEqual(plain.picture)
  const profiled = await source().withIccProfile('p3', { attach: true }).png().toBuffer()
  expect(withoutProfile(profiled).length).toBeLessThan(profiled.length)
  expect((await decodeImage(profiled)).picture).toEqual((await decodeImage(withoutProfile(profiled))).picture)
  const deep = await source().toColourspace('rgb16').png().toBuffer()
  expect((await decodeImage(deep)).picture).toEqual(plain.picture)
  const alpha = await source().ensureAlpha(0.5).png().toBuffer()
  expect((await decodeImage(alpha)).picture).toEqual(plain.picture)
})

test('one pixel is an image', async () => {
  const one = await sharp({ create: { width: 1, height: 1, channels: 3, background: 'red' } })
    .png()
    .toBuffer()
  expect((await decodeImage(one)).picture).toMatchObject({ width: 1, height: 1 })
})

/** A PNG without its chunk of a colour profile, its pixels as they are. */
function withoutProfile(png: Buffer): Buffer {
  const at = png.indexOf('iCCP') - 4
  return Buffer.concat([png.subarray(0, at), png.subarray(at + 12 + png.readUInt32BE(at))])
}
