import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import sharp from 'sharp'
import { describe, expect, test } from 'vitest'
import { REGIONS } from './body/region.ts'
import { judgeLooks } from './judge-looks.ts'
import { validateItem } from './khronos/validate-item.ts'
import { ktx2Of } from './ktx2/ktx2.fixture.ts'
import { openKtx2 } from './ktx2/open-ktx2.ts'
import { looksOfItem } from './looks-of-item.ts'
import { MUTANTS, skinned } from './mutants.fixture.ts'
import { openDecoders } from './open-decoders.ts'
import { cube, quad, spoilt } from './shapes.fixture.ts'
import { ANY_SLOT, type SlotProfile } from './slot-profile.ts'

const parts = {
  clock: () => 0, // how busy the machine is must not matter
  decoders: await openDecoders(),
  ktx2: openKtx2(),
  wear: 'top',
  textures: {
    image: { maxBytes: 1 << 22, maxPixels: 1 << 22, timeoutMs: 5_000 },
    side: 256,
    pixels: 1 << 18,
  },
  render: { size: 24, partSize: 24, maxOverdraw: 16 },
} as const
const PROFILE: SlotProfile = {
  ...ANY_SLOT,
  wear: 'top',
  mask: Object.fromEntries(REGIONS.map((region) => [region, 0.2])),
}

/** All the way from the bytes to pictures and a decision; each must be as its type says. */
async function holds(bytes: Uint8Array, maxShots = 24): Promise<void> {
  const looks = await looksOfItem(bytes, parts)
  const names = new Set<string>()
  for (const { name, picture } of looks.shots({ maxShots })) {
    expect(picture.data.length).toBe(picture.width * picture.height * picture.channels)
    names.add(name)
  }
  expect(names.size).toBeLessThanOrEqual(maxShots)
  const judged = judgeLooks(looks, PROFILE, await validateItem(bytes, looks.item, looks.json))
  for (const { bare, box } of judged.exposure) {
    for (const share of [bare, ...box]) {
      expect(share).toBeGreaterThanOrEqual(0)
      expect(share).toBeLessThanOrEqual(1)
    }
  }
  // What was not seen whole is never allowed.
  if (!looks.whole) expect(judged.decision.verdict).not.toBe('allow')
}

const png = await sharp({ create: { width: 16, height: 16, channels: 4, background: '#8f42' } })
  .png()
  .toBuffer()
const BUILT = [
  spoilt(cube(0.5, png)),
  skinned(),
  spoilt(quad(ktx2Of(16, 16, [() => [9, 200, 9, 99]])), (json) => (json.images[0].mimeType = 'image/ktx2')),
]

/** Some bytes changed; of the JSON, which stands first, more often. */
const flipsOf = (length: number, early: number) =>
  fc.array(fc.tuple(fc.oneof(fc.nat(early), fc.nat(length - 1)), fc.nat(255)), { minLength: 1, maxLength: 8 })

function flipped(bytes: Uint8Array, flips: readonly (readonly [number, number])[]): Uint8Array {
  const copy = bytes.slice()
  for (const [at, value] of flips) copy[at] = value
  return copy
}

test.each(BUILT.map((bytes, i) => [i, bytes] as const))(
  'built file %i, whole and with bytes changed, is shown and decided',
  async (_, bytes) => {
    await holds(bytes)
    await fc.assert(
      fc.asyncProperty(flipsOf(bytes.length, bytes.length - 1), (flips) => holds(flipped(bytes, flips))),
      { numRuns: 50 },
    )
  },
)

test.each(MUTANTS)('$name: is shown and decided', ({ bytes }) => holds(bytes()))

const MODELS = '/work/shared/data/models3d'
const FILES = [
  ['BoxMeshopt.glb', 100],
  ['cryptovoxels.vrm', 15],
  ['tshirt_tpose.glb', 15],
  ['ShapeCollection.glb', 10],
  ['Knight.glb', 3],
] as const

describe.skipIf(!existsSync(MODELS))(`models of ${MODELS} (left out where it is missing)`, () => {
  test.each(FILES)('%s with bytes changed is shown and decided', async (name, numRuns) => {
    const bytes = new Uint8Array(readFileSync(`${MODELS}/${name}`))
    const early = 20 + new DataView(bytes.buffer).getUint32(12, true)
    await fc.assert(
      fc.asyncProperty(flipsOf(bytes.length, early), (flips) => holds(flipped(bytes, flips), 10)),
      { numRuns },
    )
  })
})
