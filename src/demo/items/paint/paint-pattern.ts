import type { Random } from '../../random.ts'
import { type Colour, type Raster, raster } from './raster.ts'

export const PATTERNS = [
  'plain',
  'stripes',
  'checks',
  'knit',
  'denim',
  'dots',
  'camouflage',
  'leaves',
] as const
export type Pattern = (typeof PATTERNS)[number]

/** What cloth looks like. */
export interface Cloth {
  readonly pattern: Pattern
  readonly main: Colour
  readonly second: Colour
  /** How often the pattern repeats across a picture. */
  readonly repeats: number
}

/** Paints cloth; chance only makes its grain. */
export function paintPattern(random: Random, cloth: Cloth, side = 512): Raster {
  const step = side / cloth.repeats
  const share = SHARES[cloth.pattern](random, side, step)
  return raster(side, side, (x, y) => {
    const part = share(x, y)
    const grain = (random.next() - 0.5) * (cloth.pattern === 'denim' ? 26 : 8)
    const mixed = (i: 0 | 1 | 2) => cloth.main[i] * (1 - part) + cloth.second[i] * part + grain
    return [byte(mixed(0)), byte(mixed(1)), byte(mixed(2))]
  })
}

function byte(value: number): number {
  return Math.max(0, Math.min(255, Math.round(value)))
}

type Share = (x: number, y: number) => number

/** How much of the second colour is at each pixel, 0 to 1. */
const SHARES: Readonly<Record<Pattern, (random: Random, side: number, step: number) => Share>> = {
  plain: () => () => 0,
  stripes: (_, __, step) => (_x, y) => ((y / step) % 1 < 0.4 ? 1 : 0),
  checks: (_, __, step) => (x, y) => ((x / step) % 1 < 0.5 ? 0.5 : 0) + ((y / step) % 1 < 0.5 ? 0.5 : 0),
  knit: (_, __, step) => (x, y) => {
    const row = (y / step) * 2
    const slant = Math.abs((((x / step) * 2) % 1) - 0.5)
    return (row + slant) % 1 < 0.45 ? 0.6 : 0.1
  },
  denim: (_, __, step) => (x, y) => ((x + y) % Math.max(3, Math.round(step / 8)) === 0 ? 0.45 : 0),
  dots: (_, __, step) => (x, y) =>
    Math.hypot(((x / step) % 1) - 0.5, ((y / step) % 1) - 0.5) < 0.27 ? 1 : 0,
  camouflage: (random, side, step) => blots(random, side, step, 1.4),
  leaves: (random, side, step) => blots(random, side, step, 0.55),
}

/** Patches here and there, which go on over the edges. */
function blots(random: Random, side: number, step: number, size: number): Share {
  const count = Math.ceil((side / step) ** 2 / 1.5)
  const all = Array.from({ length: count }, () => ({
    x: random.next() * side,
    y: random.next() * side,
    wide: step * size * (0.25 + random.next() * 0.4),
    high: step * size * (0.2 + random.next() * 0.25),
  }))
  const away = (a: number, b: number) => Math.min(Math.abs(a - b), side - Math.abs(a - b))
  return (x, y) =>
    all.some((one) => (away(x, one.x) / one.wide) ** 2 + (away(y, one.y) / one.high) ** 2 < 1) ? 1 : 0
}
