import { expect, test } from 'vitest'
import { fitPicture } from './fit-picture.ts'
import { pdqDihedral, pdqFrameHash, pdqHash, plainWaves } from './pdq-hash.ts'
import { seededPicture, seededPictures } from './seeded-picture.fixture.ts'
import { openWaves } from './wasm-waves.ts'

/** 600 and more outside of CI. */
const COUNT = Number(process.env.HAECHI_PICTURES ?? 120)

const NOISE = { channels: 3, kind: 'noise' } as const

test(`WebAssembly and TypeScript agree bit for bit on ${COUNT} pictures of 1 to 905 pixels a side`, () => {
  const wasm = openWaves()
  expect(wasm).not.toBe(plainWaves)
  const sides = [5, 63, 64, 65, 512, 905]
  const chosen = sides.map((side, seed) => ({ seed, width: side, height: side, ...NOISE }))
  for (const seeded of [...chosen, ...seededPictures(COUNT)]) {
    const picture = seededPicture(seeded)
    expect(pdqDihedral(picture, wasm), JSON.stringify(seeded)).toEqual(pdqDihedral(picture))
    const fitted = fitPicture(picture)
    if (Math.min(fitted.width, fitted.height) < 5) continue
    const [ours, plain] = [wasm(fitted), plainWaves(fitted)]
    expect(Buffer.from(ours.waves.buffer), JSON.stringify(seeded)).toEqual(Buffer.from(plain.waves.buffer))
  }
})

test('frames of videos are hashed at their own size, large and small in turn, as plain TypeScript hashes them', () => {
  const wasm = openWaves()
  const sizes = [
    [513, 20],
    [64, 64],
    [1280, 721],
    [37, 900],
    [512, 512],
    [1919, 1079],
    [5, 2000],
    [300, 200],
  ] as const
  for (const [width, height] of sizes)
    for (const channels of [1, 3, 4] as const) {
      const frame = seededPicture({ seed: width, width, height, channels, kind: 'waves' })
      expect(pdqFrameHash(frame, wasm), `${width} x ${height}`).toEqual(pdqFrameHash(frame))
    }
  const large = seededPicture({ seed: 1, width: 900, height: 700, channels: 3, kind: 'noise' })
  expect(pdqFrameHash(large, wasm).hash).not.toBe(pdqHash(large, wasm).hash)
})

test('where the machine cannot run the kernel, plain TypeScript is used', () => {
  expect(openWaves(Uint8Array.of(0, 97, 115, 109, 9, 9, 9, 9))).toBe(plainWaves)
})
