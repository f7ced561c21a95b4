// Draws docs/item-report.png: node scripts/run.mjs scripts/item-picture.ts
import { writeFileSync } from 'node:fs'
import sharp from 'sharp'
import { makeItems } from '../src/demo/items/make-items.ts'
import { encodePng } from '../src/signals/image/encode-png.ts'
import { markPicture } from '../src/signals/media/mark-picture.ts'
import { judgeLooks } from '../src/signals/model3d/judge-looks.ts'
import { looksOfItem } from '../src/signals/model3d/looks-of-item.ts'
import { openDecoders } from '../src/signals/model3d/open-decoders.ts'
import type { SlotProfile } from '../src/signals/model3d/slot-profile.ts'

const TOP: SlotProfile = {
  ...{ id: 'top', world: 'demo', slot: 'top', source: 'docs', wear: 'top' },
  mask: { chest: 0.35 },
}
const SIDE = 320

const items = [...makeItems(1, 11, 1)]
const parts = { clock: () => performance.now(), decoders: await openDecoders(), wear: 'top' as const }
const looksOf = (name: string) => looksOfItem(items.find((item) => item.name === name)!.bytes, parts)

const [whole, bare, hidden, code] = await Promise.all(
  ['hoodie-10', 'too-bare-0', 'hidden-writing-0', 'code-painted-0'].map(looksOf),
)
const pictures = [
  whole!.shot('worn.front')!.picture,
  judgeLooks(bare!, TOP).marked('worn.front')!.picture,
  hidden!.shot('mesh.1.front', { partSize: 512 })!.picture,
  markPicture(code!.shot('texture.0')!.picture, [{ box: [0.33, 0.13, 0.34, 0.34], says: 'a code' }]),
]
const tiles = await Promise.all(
  pictures.map(async (picture, i) => ({
    input: await sharp(await encodePng(picture))
      .resize(SIDE, SIDE)
      .toBuffer(),
    ...{ left: i * (SIDE + 8), top: 0 },
  })),
)
const width = pictures.length * (SIDE + 8) - 8
const sheet = sharp({ create: { width, height: SIDE, channels: 3, background: 'white' } }).composite(tiles)
const png = await sheet.png({ palette: true, colours: 96, compressionLevel: 9 }).toBuffer()
writeFileSync('docs/item-report.png', png)
console.log(`docs/item-report.png ${png.length} bytes`)
