import { existsSync, readdirSync } from 'node:fs'
import sharp, { type Sharp } from 'sharp'
import type { MakeWaves } from '../../src/signals/hash/pdq-hash.ts'
import { pdqTurned } from '../../src/signals/hash/pdq-turned.ts'
import { openWaves } from '../../src/signals/hash/wasm-waves.ts'
import type { Picture } from '../../src/signals/image/picture.ts'
import { createCatalogueIndex } from '../../src/signals/media/copies/catalogue-index.ts'
import { LEAST_QUALITY } from '../../src/signals/media/copies/copy-marks.ts'
import type { PictureFacts } from '../../src/signals/media/media-facts.ts'
import { exactInterval } from '../../src/stats/exact-interval.ts'
import { mulberry32 } from '../random.ts'
import { itemFacts, keptItem, pictureFacts } from './catalogue.ts'
import type { Say } from './shapes.ts'

const PHOTOS = '/work/shared/data/clothing'
const SIDE = 256

/** What is done to a texture before it is put on another model. */
const CHANGES: Readonly<Record<string, (picture: Sharp, i: number) => Sharp>> = {
  'as JPEG, quality 70': (picture) => picture.jpeg({ quality: 70 }),
  'half as large': (picture) => picture.resize(SIDE / 2, SIDE / 2),
  'twice as large': (picture) => picture.resize(SIDE * 2, SIDE * 2),
  'turned by quarters': (picture, i) => picture.rotate(90 * (1 + (i % 3))),
  mirrored: (picture) => picture.flop(),
  'mirrored and turned, JPEG': (picture, i) =>
    picture
      .flop()
      .rotate(90 * (i % 4))
      .jpeg({ quality: 80 }),
  'brighter, more contrast': (picture) => picture.linear(1.15, 8),
  'in grey': (picture) => picture.grayscale().toColourspace('srgb'),
}
/** Its luma is another's; the shape finds it where the shape is the same. */
const WITHOUT_REACH: Readonly<typeof CHANGES> = {
  'hue turned by 60°': (picture) => picture.modulate({ hue: 60 }),
}

/** A cloth of stripes, checks, dots or clouds in two or three colours. */
function cloth(seed: number): Picture {
  const random = mulberry32(seed)
  const d = (from: number, to: number): number => from + (to - from) * random()
  const colours = [0, 1, 2].map(() => [d(0, 255), d(0, 255), d(0, 255)])
  const waves = Array.from({ length: 2 + (seed % 5) }, () => ({
    u: d(-9, 9),
    v: d(-9, 9),
    at: d(0, 6.3),
    much: d(0.3, 1),
  }))
  const spots = Array.from({ length: 3 + Math.floor(d(0, 12)) }, () => ({
    x: d(0, 1),
    y: d(0, 1),
    r: d(0.03, 0.25),
    colour: Math.floor(d(0, 3)),
  }))
  const sharpness = d(0.5, 12)
  const side = 128
  const data = new Uint8Array(side * side * 3)
  for (let y = 0; y < side; y++)
    for (let x = 0; x < side; x++) {
      const [u, v] = [x / side, y / side]
      let sum = 0
      for (const wave of waves) sum += wave.much * Math.sin(6.283 * (wave.u * u + wave.v * v) + wave.at)
      const mix = 1 / (1 + Math.exp(-sharpness * sum))
      const spot = spots.find((one) => (one.x - u) ** 2 + (one.y - v) ** 2 < one.r ** 2)
      for (let c = 0; c < 3; c++)
        data[3 * (y * side + x) + c] =
          spot === undefined ? colours[0]![c]! * (1 - mix) + colours[1]![c]! * mix : colours[spot.colour]![c]!
    }
  return { width: side, height: side, channels: 3, data }
}

function photosOf(most: number): string[] {
  if (!existsSync(PHOTOS)) {
    console.error(`copies: ${PHOTOS} is missing, textures are only those made in code`)
    return []
  }
  return readdirSync(PHOTOS, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.jpg'))
    .sort()
    .slice(0, most)
    .map((name) => `${PHOTOS}/${name}`)
}

async function pixels(picture: Sharp): Promise<Picture> {
  const { data, info } = await sharp(await picture.toBuffer())
    .removeAlpha()
    .toColourspace('srgb')
    .raw()
    .toBuffer({ resolveWithObject: true })
  const channels = info.channels as 1 | 3
  return { width: info.width, height: info.height, channels, data: new Uint8Array(data) }
}

/** Textures of items: how many are found on another model after a change, and how many are taken for another's. */
export async function textures(
  sizes: { cloths: number; photos: number; changed: number },
  say: Say,
): Promise<void> {
  const waves = openWaves()
  const index = createCatalogueIndex()
  const facts: PictureFacts[] = []
  const source: (string | Picture)[] = []
  const add = (picture: Picture, from: string | Picture): void => {
    const one = factsOf(picture, waves)
    if (one.pdq!.quality < LEAST_QUALITY) return
    const textures = [{ name: 'texture.0', hash: one.pdq!.hash }]
    index.add(keptItem(facts.length, { signature: undefined, views: [], textures }))
    facts.push(one)
    source.push(from)
  }
  for (const path of photosOf(sizes.photos))
    add(await pixels(sharp(path).resize(SIDE, SIDE, { fit: 'fill' }).png()), path)
  const photos = facts.length
  for (let i = 0; i < sizes.cloths; i++) add(cloth(i + 1), cloth(i + 1))
  index.compact()
  say({
    figure: `textures of PDQ quality ${LEAST_QUALITY} on, of ${sizes.cloths} cloths and ${sizes.photos} photographs`,
    value: facts.length,
    unit: '',
    reach: null,
    holds: null,
  })

  const step = Math.max(1, Math.floor(facts.length / sizes.changed))
  const asked = facts.map((_, i) => i).filter((i) => i % step === 0)
  for (const [kind, change] of Object.entries({ ...CHANGES, ...WITHOUT_REACH })) {
    let found = 0
    for (const i of asked) {
      const changed = await pixels(change(opened(source[i]!).png(), i))
      const near = index.near(itemFacts(undefined, [factsOf(changed, waves, 'texture.3')]), { most: 6 })
      if (near.some(({ item, by }) => item === `item:${i}` && by === 'texture')) found++
    }
    const { low, high } = exactInterval(found, asked.length)
    const reach = Object.hasOwn(CHANGES, kind) ? 0.95 : null
    say({
      figure: `texture on another model, ${kind}: found of ${asked.length} (95 %: ${low.toFixed(3)} to ${high.toFixed(3)})`,
      ...{
        value: found / asked.length,
        unit: 'share',
        reach,
        holds: reach === null ? null : found / asked.length >= reach,
      },
    })
  }
  for (const [of, from, to] of [
    ['photographs', 0, photos],
    ['cloths', photos, facts.length],
  ] as const) {
    let called = 0
    for (let i = from; i < to; i++)
      if (index.near(itemFacts(undefined, [facts[i]!]), { most: 1, not: `item:${i}` }).length > 0) called++
    const { low, high } = exactInterval(called, to - from)
    const reach = of === 'cloths' ? 1 / 10_000 : null
    say({
      figure: `textures taken for another's, ${of}: ${called} of ${to - from} (95 %: ${low.toExponential(1)} to ${high.toExponential(1)})`,
      ...{
        value: called / (to - from),
        unit: 'share',
        reach,
        holds: reach === null ? null : called / (to - from) <= reach,
      },
    })
  }
}

function opened(source: string | Picture): Sharp {
  if (typeof source === 'string') return sharp(source).resize(SIDE, SIDE, { fit: 'fill' }).removeAlpha()
  return sharp(source.data, { raw: { width: source.width, height: source.height, channels: 3 } }).resize(
    SIDE,
    SIDE,
  )
}

function factsOf(picture: Picture, waves: MakeWaves, name = 'texture.0'): PictureFacts {
  const results = pdqTurned(picture, waves)
  return pictureFacts(
    name,
    results.map(({ hash }) => hash),
    results[0]!.quality,
  )
}
