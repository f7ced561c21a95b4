import { existsSync, readdirSync } from 'node:fs'
import sharp, { type Sharp } from 'sharp'
import { TURNS } from '../src/signals/hash/dihedral-waves.ts'
import { hashDistance } from '../src/signals/hash/hash-distance.fixture.ts'
import { type MakeWaves, pdqDihedral, pdqHash } from '../src/signals/hash/pdq-hash.ts'
import { pdqTurned } from '../src/signals/hash/pdq-turned.ts'
import { TURNED_BY } from '../src/signals/hash/turned-picture.fixture.ts'
import type { Picture } from '../src/signals/image/picture.ts'

const LEAST_QUALITY = 50

/** How far the turned forms of a hash are from the hash of the picture that was turned in fact. */
export async function turnedForms(
  folder: string,
  { side, every }: { readonly side: number | undefined; readonly every: number },
  waves: MakeWaves,
  say: (figure: string, value: number, unit: string) => void,
): Promise<void> {
  if (!existsSync(folder)) return
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(jpe?g|png)$/i.test(name))
    .sort()
    .filter((_, i) => i % every === 0)
  const apart: Record<string, number[]> = { 'the reference': [], ours: [] }
  for (const name of names) {
    const image = sharp(`${folder}/${name}`).removeAlpha().toColourspace('srgb')
    const picture = await pixels(side === undefined ? image : image.resize(side, side, { fit: 'fill' }))
    if (pdqHash(picture, waves).quality < LEAST_QUALITY) continue
    const forms = { 'the reference': pdqDihedral(picture, waves), ours: pdqTurned(picture, waves) }
    for (const [i, turn] of TURNS.entries()) {
      if (i === 0) continue
      const { hash } = pdqHash(TURNED_BY[turn.name]!(picture), waves)
      for (const [whose, all] of Object.entries(forms)) apart[whose]!.push(hashDistance(all[i]!.hash, hash))
    }
  }
  for (const [whose, bits] of Object.entries(apart)) {
    bits.sort((a, b) => a - b)
    const what = `${bits.length} turned forms${side === undefined ? '' : ` at ${side}²`}, ${whose}`
    say(`${what}: middle`, bits[bits.length >> 1]!, 'bits')
    say(`${what}: 95 % within`, bits[Math.floor(bits.length * 0.95)]!, 'bits')
    say(`${what}: farthest`, bits.at(-1)!, 'bits')
  }
}

async function pixels(image: Sharp): Promise<Picture> {
  const { data, info } = await image.raw().toBuffer({ resolveWithObject: true })
  const channels = info.channels as 1 | 3
  return { width: info.width, height: info.height, channels, data: new Uint8Array(data) }
}
