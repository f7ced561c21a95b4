import { expect, test } from 'vitest'
import type { Picture } from '../image/picture.ts'
import { TURNS } from './dihedral-waves.ts'
import { hashDistance } from './hash-distance.fixture.ts'
import { pdqDihedral, pdqHash } from './pdq-hash.ts'
import { type Kind, seededPicture } from './seeded-picture.fixture.ts'

/** Made by this code on the day when it gave the reference's own hashes for 48 of the reference's 49 pictures. */
const GOLDEN: readonly [number, number, number, 1 | 3 | 4, Kind, string, number][] = [
  [1, 512, 512, 3, 'waves', '7fff80007fff80008000000000007fff55557fff7fff7fff7fff800055558880', 100],
  [2, 300, 200, 3, 'noise', 'd288fedf769c5debf5a725589ed29d02e0eee22b4238b5811226c0fc40a12cbf', 100],
  [3, 64, 64, 1, 'waves', '387938793879b9f9c43de3c2e6a27bc26bca43c266c884353cd93c7964c82cd9', 100],
  [4, 5, 5, 3, 'noise', 'c5f169d81b069f2664d99b2664d964d99b2660d9c4f169d83b0e9f2664d99b26', 100],
  [5, 905, 333, 4, 'waves', '6b569f5660a0df1660a09f579f5760a095d5955594a995dd6aa2955d95556aa2', 100],
  [6, 128, 129, 1, 'checks', '820a88008aaa0a80aaaaaaa8ffffaa88ffff208affff8822aaaaa80affffa22a', 100],
  [7, 700, 20, 3, 'noise', '19836d8a8c1a539527ef2e118dda301c0b91ccb1cedab9d8eebaa1135aeb2f35', 100],
  [8, 90, 70, 3, 'flat', '000011342c4b0000000082002c4b113411342c4b1134a7a111342c4bcc53554b', 0],
]

test('seeded pictures keep the hashes that were recorded', () => {
  for (const [seed, width, height, channels, kind, hash, quality] of GOLDEN)
    expect(pdqHash(seededPicture({ seed, width, height, channels, kind }))).toEqual({ hash, quality })
})

const ZEROS = { hash: '0'.repeat(64), quality: 0 }

test('a side below 5 pixels gives the hash of zeros, in all eight forms', () => {
  for (const [width, height] of [
    [1, 1],
    [4, 300],
    [300, 4],
  ] as const) {
    const picture = seededPicture({ seed: 1, width, height, channels: 3, kind: 'noise' })
    expect(pdqHash(picture)).toEqual(ZEROS)
    expect(pdqDihedral(picture)).toEqual(Array(8).fill(ZEROS))
  }
})

test('a picture beyond 512 pixels is hashed as its nearest 512 x 512, however thin it is', () => {
  const double = (picture: Picture): Picture => ({
    ...picture,
    width: picture.width * 2,
    height: picture.height * 2,
    data: Uint8Array.from({ length: picture.data.length * 4 }, (_, at) => {
      const [x, y] = [at % (picture.width * 2), Math.trunc(at / (picture.width * 2))]
      return picture.data[(y >> 1) * picture.width + (x >> 1)]!
    }),
  })
  const picture = seededPicture({ seed: 9, width: 512, height: 512, channels: 1, kind: 'waves' })
  expect(pdqHash(double(picture))).toEqual(pdqHash(picture))
  const thin = seededPicture({ seed: 9, width: 900, height: 3, channels: 1, kind: 'noise' })
  expect(pdqHash(thin).quality).toBeGreaterThan(0)
})

test('alpha is dropped', () => {
  const rgba = seededPicture({ seed: 5, width: 90, height: 80, channels: 4, kind: 'noise' })
  const rgb = rgba.data.filter((_, at) => at % 4 !== 3)
  expect(pdqHash({ ...rgba, channels: 3, data: rgb })).toEqual(pdqHash(rgba))
})

test('the seven other hashes are near those of pictures that were turned in fact', () => {
  const side = 256
  const blocks = seededPicture({ seed: 11, width: 16, height: 16, channels: 1, kind: 'noise' })
  const picture: Picture = {
    ...{ width: side, height: side, channels: 1 },
    data: Uint8Array.from({ length: side * side }, (_, at) => {
      const [x, y] = [at % side, Math.trunc(at / side)]
      return blocks.data[(y >> 4) * 16 + (x >> 4)]!
    }),
  }
  const last = side - 1
  const from: Record<string, (x: number, y: number) => number> = {
    original: (x, y) => y * side + x,
    'rotated 90': (x, y) => x * side + (last - y),
    'rotated 180': (x, y) => (last - y) * side + (last - x),
    'rotated 270': (x, y) => (last - x) * side + y,
    'flipped top to bottom': (x, y) => (last - y) * side + x,
    'flipped left to right': (x, y) => y * side + (last - x),
    transposed: (x, y) => x * side + y,
    'transposed on the other diagonal': (x, y) => (last - x) * side + (last - y),
  }
  const hashes = pdqDihedral(picture)
  expect(hashes[0]).toEqual(pdqHash(picture))
  for (const [at, { name }] of TURNS.entries()) {
    const data = Uint8Array.from(
      picture.data,
      (_, pixel) => picture.data[from[name]!(pixel % side, Math.trunc(pixel / side))]!,
    )
    const turned = pdqHash({ ...picture, data })
    const distances = hashes.map(({ hash }) => hashDistance(hash, turned.hash))
    // blur and sampling are not symmetric to the last pixel
    expect(distances[at], `${name}: ${distances}`).toBe(Math.min(...distances))
    expect(distances[at], `${name}: ${distances}`).toBeLessThan(80)
  }
})

test('pixels that are not width x height x channels bytes are refused', () => {
  const picture = seededPicture({ seed: 1, width: 9, height: 9, channels: 3, kind: 'noise' })
  expect(() => pdqHash({ ...picture, width: 10 })).toThrow('10 x 9 pixels and 3 channels holds 243 bytes')
})

test('hashes of unequal length cannot be compared', () => {
  expect(hashDistance('0f', '10')).toBe(5)
  expect(() => hashDistance('0f', '1')).toThrow('2 and 1 digits')
})
