import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ImagePreprocessing } from '../../media/look.ts'
import type { Picture } from '../picture.ts'
import { openCornerPlanes } from './corner-planes.ts'
import { writePicture } from './picture-input.ts'

const plain: ImagePreprocessing = {
  ...{ width: 4, height: 3, fit: 'stretch', resize: 'corners', layout: 'nhwc', colours: 'rgb' },
  ...{ mean: [0, 0, 0], deviation: [1, 1, 1] },
}

function written(picture: Picture, how: ImagePreprocessing): number[] {
  const into = new Float32Array(how.width * how.height * 3)
  writePicture(picture, how, into, 0)
  return [...into]
}

const pictures = fc
  .record({ width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 9 }) })
  .chain(({ width, height }) =>
    fc
      .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
      .map((data): Picture => ({ width, height, channels: 3, data })),
  )
const sizes = fc.record({ width: fc.integer({ min: 1, max: 12 }), height: fc.integer({ min: 1, max: 12 }) })

test('corners: what resizeBilinear of TensorFlow.js defines, number by number', () => {
  fc.assert(
    fc.property(pictures, sizes, (picture, size) => {
      const got = written(picture, { ...plain, ...size })
      const scale = (from: number, to: number) => (to > 1 ? (from - 1) / (to - 1) : 0)
      for (let y = 0; y < size.height; y++)
        for (let x = 0; x < size.width; x++) {
          const row = y * scale(picture.height, size.height)
          const column = x * scale(picture.width, size.width)
          const [top, bottom] = [Math.floor(row), Math.min(picture.height - 1, Math.ceil(row))]
          const [left, right] = [Math.floor(column), Math.min(picture.width - 1, Math.ceil(column))]
          for (let c = 0; c < 3; c++) {
            const at = (r: number, k: number) => picture.data[(r * picture.width + k) * 3 + c]! / 255
            const above = at(top, left) + (at(top, right) - at(top, left)) * (column - left)
            const below = at(bottom, left) + (at(bottom, right) - at(bottom, left)) * (column - left)
            const expected = above + (below - above) * (row - top)
            expect(Math.abs(got[(y * size.width + x) * 3 + c]! - expected)).toBeLessThan(1e-6)
          }
        }
    }),
  )
})

test('the kernel writes what the plain way writes, bit for bit', () => {
  const quick = openCornerPlanes()!
  const more = fc.record({
    fit: fc.constantFrom('crop' as const, 'stretch' as const),
    colours: fc.constantFrom('rgb' as const, 'bgr' as const),
    ...{
      mean: fc.constant([0.485, 0.456, 0.406] as const),
      deviation: fc.constant([0.229, 0.224, 0.225] as const),
    },
  })
  fc.assert(
    fc.property(pictures, sizes, more, (picture, size, how) => {
      const asked: ImagePreprocessing = { ...plain, ...size, ...how, layout: 'nchw' }
      const [here, there] = [0, 1].map(() => new Float32Array(size.width * size.height * 3 + 5).fill(-7))
      writePicture(picture, asked, here!, 3)
      writePicture(picture, asked, there!, 3, quick)
      expect(Buffer.from(there!.buffer).equals(Buffer.from(here!.buffer))).toBe(true)
    }),
  )
})

test('the kernel takes rows of any length, one after the other', () => {
  const quick = openCornerPlanes()!
  for (const [width, height, to] of [
    [3000, 3, 224],
    [5, 700, 3],
    [9000, 2, 1500],
    [2, 2, 8],
  ] as const) {
    const data = Uint8Array.from({ length: width * height * 3 }, (_, i) => (i * 7919) >> 3)
    const picture: Picture = { width, height, channels: 3, data }
    const how: ImagePreprocessing = { ...plain, width: to, height: 4, layout: 'nchw' }
    const [here, there] = [0, 1].map(() => new Float32Array(to * 12))
    writePicture(picture, how, here!, 0)
    writePicture(picture, how, there!, 0, quick)
    expect(there).toEqual(here)
  }
})

test('smooth: a picture of the same size stays, and one made smaller keeps its mean where it shrinks evenly', () => {
  fc.assert(
    fc.property(pictures, (picture) => {
      const { width, height } = picture
      const same = written(picture, { ...plain, width, height, resize: 'smooth' })
      for (const [i, value] of same.entries()) expect(value).toBeCloseTo(picture.data[i]! / 255, 6)
    }),
  )
  // By Pillow's definition: weights 3/7, 3/7, 1/7 of the first three.
  const row: Picture = { width: 4, height: 1, channels: 1, data: Uint8Array.of(0, 0, 255, 255) }
  const small = written(row, { ...plain, width: 2, height: 1, resize: 'smooth' })
  expect(small[0]).toBeCloseTo(1 / 7, 6)
  expect(small[3]).toBeCloseTo(6 / 7, 6)
})

test('grey is written three times; layout, order of colours, mean and deviation are kept to', () => {
  const one: Picture = { width: 1, height: 1, channels: 3, data: Uint8Array.of(255, 51, 0) }
  const how = { ...plain, width: 2, height: 1 }
  expect(written(one, how).map(round)).toEqual([1, 0.2, 0, 1, 0.2, 0])
  expect(written(one, { ...how, layout: 'nchw' }).map(round)).toEqual([1, 1, 0.2, 0.2, 0, 0])
  expect(written(one, { ...how, colours: 'bgr' }).map(round)).toEqual([0, 0.2, 1, 0, 0.2, 1])
  const normal = { ...how, mean: [0.5, 0.2, 0.5], deviation: [0.5, 0.1, 0.25] } as const
  expect(written(one, normal).map(round)).toEqual([1, 0, -2, 1, 0, -2])
  const grey: Picture = { width: 1, height: 1, channels: 1, data: Uint8Array.of(51) }
  expect(written(grey, how).map(round)).toEqual([0.2, 0.2, 0.2, 0.2, 0.2, 0.2])
  const clear: Picture = { width: 1, height: 1, channels: 4, data: Uint8Array.of(255, 51, 0, 7) }
  expect(written(clear, how).map(round)).toEqual([1, 0.2, 0, 1, 0.2, 0])
})

test('crop takes the middle, stretch the whole', () => {
  const data = Uint8Array.of(0, 51, 102, 255)
  const wide: Picture = { width: 4, height: 1, channels: 1, data }
  const firsts = (fit: 'crop' | 'stretch') =>
    written(wide, { ...plain, width: 2, height: 2, fit })
      .filter((_, i) => i % 3 === 0)
      .map(round)
  expect(firsts('stretch')).toEqual([0, 1, 0, 1])
  expect(firsts('crop')).toEqual([0.2, 0.2, 0.2, 0.2])
})

const round = (value: number): number => Math.round(value * 1e6) / 1e6
