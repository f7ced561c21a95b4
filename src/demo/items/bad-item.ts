import type { Random } from '../random.ts'
import type { ItemKind } from './demo-item.ts'
import { type Design, drawDesign, modelOf, paintDesign, printOn, SOLD } from './design.ts'
import { remeshed, scaled } from './mesh/change-shape.ts'
import { BENDING, GARMENTS, type Garment } from './mesh/garments.ts'
import { ball, box } from './mesh/solids.ts'
import { type DemoModel, writeGlb } from './mesh/write-glb.ts'
import { knownPicture } from './paint/known-picture.ts'
import { qrCode } from './paint/qr-code.ts'
import { paste, type Raster, raster, recoloured } from './paint/raster.ts'
import { writePng } from './paint/write-png.ts'

type BadKind = Exclude<ItemKind, 'good'>

/** What a bad item is made of; `original` is what a copy copies. */
interface Wish {
  readonly random: Random
  readonly original: Design
}

interface Made {
  readonly garment: Garment
  readonly bytes: Uint8Array<ArrayBuffer>
}

const INSULTS = [
  ['KILL', 'YOURSELF'],
  ['YOU FAT', 'PIG'],
  ['UGLY', 'LOSER'],
]
const CONTACTS = [
  ['DISCORD.GG', '/FREE99'],
  ['TELEGRAM', '@COINS88'],
  ['CALL ME', '010-5555-0199'],
]

/** Makes an item of a kind that breaks a rule. */
export function badItem(kind: BadKind, wish: Wish): Made {
  return MAKERS[kind](wish)
}

const MAKERS: Readonly<Record<BadKind, (wish: Wish) => Made>> = {
  'too-many-triangles': ({ random }) => {
    const design = drawDesign(random, 'hat')
    const dome = ball([0, 1.74, 0.01], [0.13, 0.13, 0.14], { around: 520, rings: 210 })
    return made(design.garment, { ...modelOf(design), parts: [{ name: 'hat', shape: dome, material: 0 }] })
  },
  'texture-memory': ({ random }) => {
    const design = drawDesign(random, 'shirt')
    const { main, second } = design.cloth
    const picture = raster(4096, 4096, (_, y) => ((y >> 7) % 2 === 0 ? main : second))
    const png = writePng(picture, 1)
    // Three buttons with as large a picture each.
    const buttons = [0, 1, 2].map((i) => {
      const shape = box([0, 1.05 + 0.1 * i, 0.17], [0.012, 0.012, 0.006])
      return { name: `button ${i}`, shape, material: i + 1 }
    })
    const model = modelOf(design)
    return made(design.garment, {
      ...model,
      parts: [...model.parts, ...buttons],
      materials: [0, 1, 2, 3].map((i) => ({ name: `cloth ${i}`, picture: i })),
      pictures: [png, png, png, png],
    })
  },
  'hidden-writing': ({ random }) => {
    const design = drawDesign(random, random.pick(['hoodie', 'shirt', 'backpack'] as const))
    const model = modelOf({ ...design, words: [] })
    const page = raster(512, 512, () => [245, 245, 240])
    printOn(page, random.pick(INSULTS), 8)
    const board = box([0, 1.2, 0.3], [0.25, 0.25, 0.005])
    return made(design.garment, {
      ...model,
      parts: [...model.parts, { name: 'board', shape: board, material: 1, shown: false }],
      materials: [...model.materials, { name: 'board', picture: 1 }],
      pictures: [...model.pictures, writePng(page)],
    })
  },
  'insult-written': ({ random }) => printed(random, random.pick(INSULTS)),
  'contact-written': ({ random }) => printed(random, random.pick(CONTACTS)),
  'code-painted': ({ random }) => {
    const design = drawDesign(random, 'hoodie')
    const picture = paintDesign({ ...design, words: [] })
    paste(picture, qrCode(`https://coins.example.com/${random.int(10_000)}`), 256 - 82, 154 - 82, 5)
    return made(design.garment, modelOf(design, picture))
  },
  'not-a-number': ({ random }) => {
    const design = drawDesign(random, 'glasses')
    const model = modelOf(design)
    const { shape } = model.parts[0]!
    const positions = shape.positions.map((value, i) => (i % 97 === 11 ? Number.NaN : value))
    return made(design.garment, { ...model, parts: [{ ...model.parts[0]!, shape: { ...shape, positions } }] })
  },
  'trailing-payload': ({ random }) => {
    const { garment, bytes } = ordinary(random)
    const payload = new TextEncoder().encode(`MZ\u0000 this would be a program ${'.'.repeat(3000)}`)
    const out = new Uint8Array(bytes.length + payload.length)
    out.set(bytes)
    out.set(payload, bytes.length)
    return { garment, bytes: out }
  },
  invisible: ({ random }) => {
    const design = drawDesign(random, random.pick(['shirt', 'trousers', 'hat'] as const))
    const materials = [{ name: 'cloth', picture: 0, alpha: 'BLEND', colour: [1, 1, 1, 0] }] as const
    return made(design.garment, { ...modelOf(design), materials })
  },
  'too-bare': ({ random }) => made('band', modelOf({ ...drawDesign(random, 'band'), words: [] })),
  copied: ({ random, original }) => {
    const factor = 0.94 + random.next() * 0.12
    const turn = random.int(2)
    const picture = recoloured(paintDesign(original), ([r, g, b]) => (turn === 0 ? [g, b, r] : [b, r, g]))
    const shape = remeshed(scaled(GARMENTS[original.garment](original.cut), factor))
    const model = modelOf(original, picture)
    // Bones would have to be scaled too: the thief leaves them out.
    return made(original.garment, { ...model, parts: [{ ...model.parts[0]!, shape }], skinned: false })
  },
  'known-texture': ({ random }) => {
    const design = drawDesign(random, random.pick(SOLD))
    return made(design.garment, modelOf(design, knownPicture(512)))
  },
  'known-decal': ({ random }) => {
    const design = drawDesign(random, 'hoodie')
    const picture = paintDesign({ ...design, words: [] })
    paste(picture, knownPicture(160), 176, 74)
    return made(design.garment, modelOf(design, picture))
  },
  'glowing-only': ({ random }) => {
    const design = drawDesign(random, random.pick(['shirt', 'backpack'] as const))
    const materials = [{ name: 'cloth', glowing: 0, colour: [0, 0, 0, 1] }] as const
    return made(design.garment, { ...modelOf(design, knownPicture(512)), materials })
  },
  'outside-address': ({ random }) => {
    const design = drawDesign(random, random.pick(SOLD))
    return made(design.garment, { ...modelOf(design), pictures: ['http://tracker.example/pixel.png'] })
  },
}

function made(garment: Garment, model: DemoModel): Made {
  return { garment, bytes: writeGlb({ ...model, skinned: model.skinned && BENDING.has(garment) }) }
}

function ordinary(random: Random): Made {
  const design = drawDesign(random, random.pick(SOLD))
  return made(design.garment, modelOf(design))
}

function printed(random: Random, words: readonly string[]): Made {
  const design = drawDesign(random, random.pick(['hoodie', 'shirt'] as const))
  const picture: Raster = paintDesign({ ...design, words: [] })
  // Small writing is hard to read for a machine, and for people, too.
  printOn(picture, words, 4 + random.int(5))
  return made(design.garment, modelOf(design, picture))
}
