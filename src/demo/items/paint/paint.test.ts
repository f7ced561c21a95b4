import fc from 'fast-check'
import jsqr from 'jsqr'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { qrCode } from './qr-code.ts'
import { type Raster, raster, resized, turned } from './raster.ts'
import { writePng } from './write-png.ts'
import { writeWords } from './write-words.ts'

const jsQR = jsqr as unknown as typeof jsqr.default

test('a PNG is read back as it was painted', async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 1, max: 40 }),
      fc.integer({ min: 1, max: 40 }),
      fc.nat(),
      async (w, h, seed) => {
        const picture = raster(w, h, (x, y) => [
          (x * 31 + seed) & 255,
          (y * 17 * x + seed) & 255,
          (seed >> 3) & 255,
        ])
        const { data, info } = await sharp(writePng(picture))
          .ensureAlpha()
          .raw()
          .toBuffer({ resolveWithObject: true })
        expect([info.width, info.height]).toEqual([w, h])
        expect(data.equals(picture.data)).toBe(true)
      },
    ),
    { numRuns: 40 },
  )
})

test('a QR code is read, whatever Latin text it holds', () => {
  const letters = fc.string({ unit: fc.constantFrom(...'abcXYZ019:/.?-_ '), minLength: 1, maxLength: 32 })
  fc.assert(
    fc.property(letters, (text) => {
      const code = resized(qrCode(text), 132, 132)
      expect(jsQR(new Uint8ClampedArray(code.data), code.width, code.height)?.data).toBe(text)
    }),
    { numRuns: 60 },
  )
  expect(() => qrCode('x'.repeat(33))).toThrow('32 bytes, not 33')
})

test('four quarter turns are none, and letters are where they should be', () => {
  const page: Raster = raster(60, 20, () => [255, 255, 255])
  writeWords(page, ['I'], { x: 30, y: 10, times: 2, ink: [0, 0, 0] })
  expect(turned(turned(turned(turned(page))))).toEqual(page)
  const dark = [...page.data.keys()].filter((at) => at % 4 === 0 && page.data[at] === 0)
  // Eleven dots of four pixels each.
  expect(dark).toHaveLength(11 * 4)
})
