import type { MipLevel, MipTexture } from './build-mips.ts'
import type { Wrap } from './scene.ts'

/** The level whose texels are about as large as a pixel; `texels2` is the square of the texels of level 0 that a pixel spans. */
export function mipFor(texture: MipTexture, texels2: number): MipLevel {
  const { levels } = texture
  let at = 0
  for (let left = texels2; left > 2 && at < levels.length - 1; left *= 0.25) at++
  return levels[at]!
}

/** One bilinear sample, packed as the texels are. Weights are 1/256ths in whole numbers, so that all machines agree. */
export function sampleTexture(level: MipLevel, wrapS: Wrap, wrapT: Wrap, u: number, v: number): number {
  const { width, height, texels } = level
  const x = wrapped(u, wrapS) * width - 0.5
  const y = wrapped(v, wrapT) * height - 0.5
  let x0 = Math.floor(x)
  let y0 = Math.floor(y)
  const tx = ((x - x0) * 256) | 0
  const ty = ((y - y0) * 256) | 0
  let x1 = x0 + 1
  let y1 = y0 + 1
  if (x0 < 0) x0 = wrapS === 'repeat' ? width - 1 : 0
  if (x1 >= width) x1 = wrapS === 'repeat' ? 0 : width - 1
  if (y0 < 0) y0 = wrapT === 'repeat' ? height - 1 : 0
  if (y1 >= height) y1 = wrapT === 'repeat' ? 0 : height - 1
  const a = texels[y0 * width + x0]!
  const b = texels[y0 * width + x1]!
  const c = texels[y1 * width + x0]!
  const d = texels[y1 * width + x1]!
  if (a === b && a === c && a === d) return a
  // Two channels at a time: red and blue in one word, green and alpha in another.
  const even = mix(mix(a & 0xff00ff, b & 0xff00ff, tx), mix(c & 0xff00ff, d & 0xff00ff, tx), ty)
  const odd = mix(
    mix((a >>> 8) & 0xff00ff, (b >>> 8) & 0xff00ff, tx),
    mix((c >>> 8) & 0xff00ff, (d >>> 8) & 0xff00ff, tx),
    ty,
  )
  return even | (odd << 8)
}

function mix(a: number, b: number, t: number): number {
  return ((Math.imul(a, 256 - t) + Math.imul(b, t) + 0x800080) >>> 8) & 0xff00ff
}

/** 0..1; what is not finite or absurdly large reads the first texel. */
function wrapped(at: number, wrap: Wrap): number {
  if (!(at > -1e6 && at < 1e6)) return 0
  if (wrap === 'repeat') return at - Math.floor(at)
  if (wrap === 'clamp') return at < 0 ? 0 : at > 1 ? 1 : at
  const twice = at - 2 * Math.floor(at / 2)
  return twice > 1 ? 2 - twice : twice
}
