import { join } from 'node:path'
import sharp from 'sharp'
import { clothes } from '../src/signals/model3d/body/clothes.fixture.ts'
import { judgeLooks } from '../src/signals/model3d/judge-looks.ts'
import { looksOfItem } from '../src/signals/model3d/looks-of-item.ts'
import { openDecoders } from '../src/signals/model3d/open-decoders.ts'
import { ANY_SLOT } from '../src/signals/model3d/slot-profile.ts'

// Draws docs/items-worn.png: a shirt without a front on the mannequin, and what of it is too bare in red.
// Run it with: node scripts/run.mjs scripts/items-picture.ts

const SIDE = 320
const COVERED = new Set(['shoulders', 'upper_chest', 'abdomen', 'back', 'lower_back', 'sides', 'upper_arms'])
const bytes = clothes(({ region }) => COVERED.has(region))
const parts = { clock: () => performance.now(), decoders: await openDecoders(), wear: 'top' as const }
const looks = await looksOfItem(bytes, parts)
const { marked } = judgeLooks(looks, { ...ANY_SLOT, wear: 'top', mask: { chest: 0.35 } })
const options = { size: SIDE, samples: 2 } as const
const shots = [
  looks.shot('worn.front', options),
  looks.shot('worn.back', options),
  marked('worn.front', SIDE),
]
const pictures = shots.map((shot, i) => ({
  input: Buffer.from(shot!.picture.data),
  raw: { width: SIDE, height: SIDE, channels: 3 as const },
  left: i * SIDE,
  top: 0,
}))
await sharp({ create: { width: pictures.length * SIDE, height: SIDE, channels: 3, background: '#808080' } })
  .composite(pictures)
  .png({ palette: true, compressionLevel: 9 })
  .toFile(join(process.cwd(), 'docs/items-worn.png'))
