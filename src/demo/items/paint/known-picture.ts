import { seededRandom } from '../../random.ts'
import { type Raster, raster } from './raster.ts'

const SIDE = 256

/**
 * The picture that stands for known harm in this world: overlapping discs, nothing more. Its hash goes into a bank; whatever bears
 * it must be found.
 */
export function knownPicture(side = SIDE): Raster {
  const random = seededRandom(0x5eed)
  const discs = Array.from({ length: 14 }, () => ({
    x: random.next(),
    y: random.next(),
    radius: 0.08 + random.next() * 0.2,
    colour: [random.int(256), random.int(256), random.int(256)] as const,
  }))
  return raster(side, side, (px, py) => {
    const [x, y] = [(px + 0.5) / side, (py + 0.5) / side]
    const top = discs.findLast((disc) => Math.hypot(x - disc.x, y - disc.y) < disc.radius)
    return top?.colour ?? [Math.round(230 - 60 * y), Math.round(225 - 90 * x), 210]
  })
}
