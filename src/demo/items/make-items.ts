import { seededRandom } from '../random.ts'
import { badItem } from './bad-item.ts'
import {
  type DemoItem,
  type DemoPicture,
  ITEM_KINDS,
  PICTURE_KINDS,
  type PictureKind,
  SLOT_OF,
} from './demo-item.ts'
import { type Design, drawDesign, modelOf, SOLD } from './design.ts'
import { writeGlb } from './mesh/write-glb.ts'
import { avatarPicture } from './paint/avatar-picture.ts'
import { knownPicture } from './paint/known-picture.ts'
import { type Raster, resized, turned } from './paint/raster.ts'
import { writePng } from './paint/write-png.ts'

/** Items of a seed, the good ones first, so that copies come after what they copy; each kind of bad one `each` times. */
export function* makeItems(seed: number, good: number, each: number): Generator<DemoItem> {
  const random = seededRandom(seed)
  const designs: { readonly name: string; readonly design: Design }[] = []
  for (let i = 0; i < good; i++) {
    const design = drawDesign(random, SOLD[i % SOLD.length]!)
    const { garment } = design
    const name = `${garment}-${i}`
    designs.push({ name, design })
    yield { name, garment, slot: SLOT_OF[garment], kind: 'good', bytes: writeGlb(modelOf(design)) }
  }
  // Before any copy there must be something to be copied.
  const fallback = { name: 'none', design: drawDesign(random, 'hoodie') }
  for (let i = 0; i < each; i++)
    for (const kind of ITEM_KINDS) {
      if (kind === 'good') continue
      const { name: copyOf, design: original } = designs.length > 0 ? random.pick(designs) : fallback
      const { garment, bytes } = badItem(kind, { random, original })
      const name = `${kind}-${i}`
      yield { name, garment, slot: SLOT_OF[garment], kind, bytes, ...(kind === 'copied' && { copyOf }) }
    }
}

/** Profile pictures of a seed. */
export function* makePictures(seed: number, good: number, each: number): Generator<DemoPicture> {
  const random = seededRandom(seed ^ 0x9e3779b9)
  for (let i = 0; i < good; i++)
    yield { name: `avatar-${i}`, kind: 'good', bytes: writePng(avatarPicture(random)) }
  for (let i = 0; i < each; i++)
    for (const kind of PICTURE_KINDS)
      if (kind !== 'good')
        yield { name: `${kind}-${i}`, kind, bytes: writePng(KNOWN[kind](), 1 + random.int(9)) }
}

const KNOWN: Readonly<Record<Exclude<PictureKind, 'good'>, () => Raster>> = {
  'known-picture': () => knownPicture(),
  'known-turned': () => turned(knownPicture()),
  'known-smaller': () => resized(knownPicture(512), 180, 180),
}
