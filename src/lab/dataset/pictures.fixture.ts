import { createHash } from 'node:crypto'
import { NSFW_BLOCKS, NSFW_SHA256 } from '../../signals/image/models/nsfw-model.ts'
import { writePictureText } from '../../signals/media/picture-text.ts'
import { seededRandom } from '../text/seeded-random.ts'
import type { LabRow } from './row.ts'
import { rowOf } from './rows.fixture.ts'

const WIDTH = NSFW_BLOCKS.reduce((sum, block) => sum + block, 0)
export const PICTURE_CLASSES = ['coat', 'hat', 'shoe'] as const

/** A line of a made-up picture: its embedding leans to its class by `apart` deviations in a few of its numbers. */
export function pictureText(number: number, kind: number, apart = 3, pdq?: string): string {
  const random = seededRandom(1000 + number)
  const embedding = Float32Array.from({ length: WIDTH }, (_, k) =>
    Math.max(0, random() + random() - 1 + (k % 40 === kind ? apart / 10 : 0)),
  )
  const sha256 = createHash('sha256').update(`picture ${number}`).digest('hex')
  const own = pdq ?? createHash('sha256').update(`hash ${number}`).digest('hex')
  return writePictureText({ media: `sha256:${sha256}`, pdq: own, model: NSFW_SHA256, embedding })
}

/** Rows of made-up pictures of three classes in turn, of which hats violate. */
export function pictureRows(count: number, apart = 3): LabRow[] {
  return Array.from({ length: count }, (_, i) => {
    const kind = i % PICTURE_CLASSES.length
    const label = PICTURE_CLASSES[kind]!
    const split = i % 20 < 12 ? 'train' : i % 20 < 16 ? 'validation' : 'test'
    const text = pictureText(i, kind, apart)
    return {
      ...rowOf({ text, violates: label === 'hat', source: `things/${split}/${label}:${i}` }),
      labels: [label],
    }
  })
}
