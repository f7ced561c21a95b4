import fc from 'fast-check'
import { encodeToKTX2 } from 'ktx2-encoder'
import { expect, test, vi } from 'vitest'
import { looksOfItem } from '../looks-of-item.ts'
import { openDecoders } from '../open-decoders.ts'
import { quad, spoilt } from '../shapes.fixture.ts'
import { ktx2Of, zstdKtx2Of } from './ktx2.fixture.ts'
import { openKtx2 } from './open-ktx2.ts'

const decode = openKtx2()
const most = { pixels: 1 << 20 }
const halves = (x: number) => (x < 8 ? ([200, 30, 10, 255] as const) : ([10, 60, 220, 128] as const))
const level = (at: number) => (x: number) => halves(x << at)

test('a texture of blocks is decoded to its colours and alpha', async () => {
  const { picture, mipsDiffer } = (await decode(ktx2Of(64, 32, [halves]), most))!
  expect(picture).toMatchObject({ width: 64, height: 32, channels: 4 })
  expect([...picture.data.subarray(0, 4)]).toEqual([200, 30, 10, 255])
  expect([...picture.data.subarray(63 * 4, 64 * 4)]).toEqual([10, 60, 220, 128])
  expect(mipsDiffer).toBe(false)
})

test.each(['ETC1S', 'UASTC'])('what the encoder of Basis Universal writes as %s is decoded', async (form) => {
  const told = vi.spyOn(console, 'log').mockImplementation(() => {})
  const rgba = Uint8Array.from({ length: 128 * 64 * 4 }, (_, i) => {
    const [x, y] = [(i >> 2) % 128, i >> 9]
    return [2 * x, 4 * y, 255 - x - y, 255][i % 4]!
  })
  const bytes = await encodeToKTX2(new Uint8Array(1), {
    ...{ isUASTC: form === 'UASTC', generateMipmap: true, qualityLevel: 255, enableDebug: false },
    imageDecoder: async () => ({ width: 128, height: 64, data: rgba }),
  })
  told.mockRestore()
  const read = (await decode(bytes, most))!
  expect(read).toMatchObject({ picture: { width: 128, height: 64, channels: 4 }, mipsDiffer: false })
  const off = read.picture.data.reduce((sum, value, at) => sum + Math.abs(value - rgba[at]!), 0)
  expect(off / rgba.length).toBeLessThan(4)
  expect(await decode(bytes.subarray(0, bytes.length >> 1), most)).toBeUndefined()
})

test('smaller levels that show the same are no finding; those that show something else are', async () => {
  const same = ktx2Of(64, 64, [halves, level(1), level(2)])
  expect((await decode(same, most))!.mipsDiffer).toBe(false)
  const other = ktx2Of(64, 64, [halves, () => [0, 255, 0, 255], level(2)])
  expect((await decode(other, most))!.mipsDiffer).toBe(true)
})

test('too many pixels, cut and spoilt files give nothing, and the next one is decoded again', async () => {
  const whole = ktx2Of(64, 64, [halves, level(1)])
  expect(await decode(whole, { pixels: 64 * 63 })).toBeUndefined()
  const claims = whole.slice()
  new DataView(claims.buffer).setUint32(20, 60_000, true)
  expect(await decode(claims, { pixels: 2 ** 40 })).toBeUndefined()
  for (let length = 0; length < whole.length; length += 37) await decode(whole.subarray(0, length), most)
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.nat(200), fc.nat(255)), { minLength: 1, maxLength: 6 }),
      async (flips) => {
        const bytes = whole.slice()
        for (const [at, value] of flips) bytes[at] = value
        const decoded = await decode(bytes, most)
        if (decoded !== undefined)
          expect(decoded.picture.data.length).toBe(decoded.picture.width * decoded.picture.height * 4)
      },
    ),
    { numRuns: 300 },
  )
  expect(await decode(whole, most)).toBeDefined()
})

test('a texture that is packed by Zstandard is the same; one that unpacks to more than it says is none', async () => {
  const plain = ktx2Of(64, 64, [halves, level(1)])
  const packed = zstdKtx2Of(plain)
  expect((await decode(packed, most))!.picture).toEqual((await decode(plain, most))!.picture)
  // 4 GiB in a few bytes, at the place of the first level: blocks of one byte that is said again and again.
  const bomb = zstdKtx2Of(plain, () => {
    const blocks = Array.from({ length: 32_768 }, (_, i) => [
      (i === 32_767 ? 3 : 2) | ((131_072 << 3) & 0xff),
      0,
      16,
      0,
    ])
    return Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x58, ...blocks.flat()])
  })
  expect(await decode(bomb, most)).toBeUndefined()
  for (let length = 80; length < packed.length; length += 501) await decode(packed.subarray(0, length), most)
  expect(await decode(plain, most)).toBeDefined()
})

test('an item with a KTX2 texture shows it; one that cannot be decoded is held', async () => {
  const bytes = spoilt(quad(ktx2Of(64, 64, [() => [0, 200, 0, 255]])), (json) => {
    json.images[0].mimeType = 'image/ktx2'
    json.textures[0] = { extensions: { KHR_texture_basisu: { source: 0 } } }
  })
  const parts = { clock: () => 0, decoders: await openDecoders(), render: { size: 16 } }
  const looks = await looksOfItem(bytes, parts)
  expect(looks).toMatchObject({ findings: [], whole: true })
  const [front] = looks.shots()
  expect([...front!.picture.data.subarray(3 * 136, 3 * 137)]).toEqual([0, expect.any(Number), 0])
  const blind = await looksOfItem(bytes, { ...parts, ktx2: async () => undefined })
  expect(blind).toMatchObject({ findings: [{ code: 'texture-undecodable' }], whole: false })
})
