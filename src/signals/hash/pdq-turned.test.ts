import { expect, test } from 'vitest'
import type { Picture } from '../image/picture.ts'
import { TURNS } from './dihedral-waves.ts'
import { hashDistance } from './hash-distance.fixture.ts'
import { pdqDihedral, pdqHash, plainWaves } from './pdq-hash.ts'
import { pdqTurned } from './pdq-turned.ts'
import { seededPicture, seededPictures } from './seeded-picture.fixture.ts'
import { TURNED_BY } from './turned-picture.fixture.ts'
import { openWaves } from './wasm-waves.ts'

const COUNT = Number(process.env.HAECHI_PICTURES ?? 120)

/** Soft blobs over most of the picture, as photographs have them: something of every frequency that PDQ looks at. */
function clouds(seed: number, width: number, height: number): Picture {
  const coarse = seededPicture({ seed, width: 24, height: 24, channels: 1, kind: 'noise' })
  const at = (u: number, v: number): number => {
    const [x, y] = [Math.min(22, Math.floor(u)), Math.min(22, Math.floor(v))]
    const [fx, fy] = [u - x, v - y]
    const of = (dx: number, dy: number): number => coarse.data[(y + dy) * 24 + x + dx]!
    return (1 - fy) * ((1 - fx) * of(0, 0) + fx * of(1, 0)) + fy * ((1 - fx) * of(0, 1) + fx * of(1, 1))
  }
  const data = Uint8Array.from({ length: width * height }, (_, pixel) =>
    Math.round(at(((pixel % width) / width) * 23, (Math.trunc(pixel / width) / height) * 23)),
  )
  return { width, height, channels: 1, data }
}

const SIZES = [
  [64, 64],
  [64, 100],
  [128, 128],
  [200, 200],
  [256, 256],
  [144, 256],
  [300, 300],
  [512, 512],
  [512, 300],
  [600, 600],
  [1024, 1024],
  [1600, 1004],
  [2048, 1024],
] as const

test('all eight are within a few bits of the hashes of pictures that were turned in fact', () => {
  const wasm = openWaves()
  for (const [seed, [width, height]] of SIZES.entries()) {
    const picture = clouds(seed, width, height)
    const ours = pdqTurned(picture, wasm)
    expect(ours[0]).toEqual(pdqHash(picture, wasm))
    for (const [i, { name }] of TURNS.entries()) {
      const turned = pdqHash(TURNED_BY[name]!(picture), wasm)
      // exact where the blur is even and nothing was fitted; see mirrored-places.ts
      expect(hashDistance(ours[i]!.hash, turned.hash), `${width} x ${height}, ${name}`).toBeLessThanOrEqual(
        14,
      )
    }
  }
})

test('they are those of the turned picture bit for bit at 512 x 512, where those of the reference are not', () => {
  const wasm = openWaves()
  let reference = 0
  for (let seed = 0; seed < 4; seed++) {
    const picture = clouds(seed, 512, 512)
    const [ours, theirs] = [pdqTurned(picture, wasm), pdqDihedral(picture, wasm)]
    for (const [i, { name }] of TURNS.entries()) {
      const turned = pdqHash(TURNED_BY[name]!(picture), wasm).hash
      // two frequencies at the median may change places: their sums are added up in another order
      expect(hashDistance(ours[i]!.hash, turned), name).toBeLessThanOrEqual(2)
      reference = Math.max(reference, hashDistance(theirs[i]!.hash, turned))
    }
  }
  expect(reference).toBeGreaterThan(10)
})

test(`WebAssembly and TypeScript agree bit for bit on turned forms of ${COUNT} pictures`, () => {
  const wasm = openWaves()
  expect(wasm).not.toBe(plainWaves)
  const noise = { channels: 3, kind: 'noise' } as const
  const chosen = [5, 63, 64, 65, 128, 129, 256, 384, 512, 905].flatMap((side, seed) => [
    { seed, width: side, height: side, ...noise },
    { seed, width: side, height: 64, ...noise },
  ])
  for (const seeded of [...chosen, ...seededPictures(COUNT)]) {
    const picture = seededPicture(seeded)
    const ours = pdqTurned(picture, wasm)
    expect(ours, JSON.stringify(seeded)).toEqual(pdqTurned(picture))
    expect(ours[0], JSON.stringify(seeded)).toEqual(pdqHash(picture, wasm))
  }
})

test('a larger frame before it leaves the kernel as it was', () => {
  const wasm = openWaves()
  const picture = seededPicture({ seed: 3, width: 512, height: 400, channels: 4, kind: 'waves' })
  const before = pdqTurned(picture, wasm)
  wasm(seededPicture({ seed: 4, width: 1500, height: 900, channels: 4, kind: 'noise' }))
  expect(pdqTurned(picture, wasm)).toEqual(before)
})

test('a side below 5 pixels gives the hash of zeros eight times', () => {
  const picture = seededPicture({ seed: 1, width: 300, height: 4, channels: 3, kind: 'noise' })
  expect(pdqTurned(picture)).toEqual(Array(8).fill({ hash: '0'.repeat(64), quality: 0 }))
})
