import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BadFrames, ppmFrames } from './ppm-frames.ts'

const frame = fc
  .tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 }))
  .chain(([width, height]) =>
    fc
      .uint8Array({ minLength: width * height * 3, maxLength: width * height * 3 })
      .map((data) => ({ width, height, channels: 3 as const, data })),
  )

test('frames come whole, in whatever pieces the stream comes', () => {
  fc.assert(
    fc.property(
      fc.array(frame, { maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 70 })),
      (frames, cuts) => {
        const stream = Buffer.concat(
          frames.flatMap(({ width, height, data }) => [Buffer.from(`P6\n${width} ${height}\n255\n`), data]),
        )
        const take = ppmFrames(100)
        const got = []
        let at = 0
        for (const length of [...cuts, stream.length]) {
          got.push(...take(stream.subarray(at, at + length)))
          at += length
        }
        expect(got.map((one) => ({ ...one, data: [...one.data] }))).toEqual(
          frames.map((one) => ({ ...one, data: [...one.data] })),
        )
      },
    ),
  )
})

test('what is no picture, and a picture that is too large, are refused before any memory is taken', () => {
  expect(() => ppmFrames(100)(Buffer.alloc(64, 65))).toThrow(BadFrames)
  expect(() => ppmFrames(100)(Buffer.from('P6\n99999 99999\n255\n'.padEnd(64, ' ')))).toThrow(BadFrames)
})
