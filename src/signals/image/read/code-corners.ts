import type { InkMask } from './ink-mask.ts'

/** One of the three squares in the corners of a QR code. */
export interface CodeCorner {
  readonly x: number
  readonly y: number
  /** Pixels that one of the code's modules is wide. */
  readonly module: number
}

/** Shares of a line through the middle of a corner: dark, light, dark, light, dark. Source: ISO/IEC 18004, finder pattern. */
const RUNS = [1, 1, 3, 1, 1] as const
const MODULES = 7
/** The smallest module that can be told; how far each run may be off, in modules. */
const LEAST_MODULE = 1.4
const OFF = 0.55
const MOST_CORNERS = 64

/** Finds corners of codes in a mask, by runs along rows that hold along the column too; `ink` 2: of inverted codes. */
export function codeCorners(mask: InkMask, width: number, height: number, ink: 1 | 2): CodeCorner[] {
  const found: { x: number; y: number; module: number; count: number }[] = []
  const ends = new Int32Array(width + 2)
  for (let y = 0; y < height; y++) {
    // ends[k] is where run k ends; even runs are ground, odd ones ink.
    let count = 0
    let isInk = false
    for (let x = 0, at = y * width; x < width; x++, at++) {
      if ((mask[at] === ink) === isInk) continue
      ends[count++] = x
      isInk = !isInk
    }
    ends[count++] = width
    for (let run = 1; run + 4 < count; run += 2) {
      const start = ends[run - 1]!
      const total = ends[run + 4]! - start
      const module = total / MODULES
      if (module < LEAST_MODULE || !fits((part) => ends[run + part]! - ends[run + part - 1]!, module))
        continue
      const x = (ends[run + 1]! + ends[run + 2]!) / 2
      const middle = columnMiddle(mask, width, height, Math.floor(x), y, ink, module)
      if (middle === undefined) continue
      const known = found.find(
        (other) => Math.hypot(other.x - x, other.y - middle) < 3 * module && other.module < 2 * module,
      )
      if (known === undefined) found.push({ x, y: middle, module, count: 1 })
      else {
        known.x += (x - known.x) / ++known.count
        known.y += (middle - known.y) / known.count
        known.module += (module - known.module) / known.count
      }
      if (found.length > MOST_CORNERS * 4) return [] // a pattern, no codes
    }
  }
  return found
    .toSorted((a, b) => b.count - a.count)
    .slice(0, MOST_CORNERS)
    .map(({ x, y, module }) => ({ x, y, module }))
}

function fits(length: (part: number) => number, module: number): boolean {
  return RUNS.every(
    (share, part) => Math.abs(length(part) - share * module) <= OFF * module * Math.sqrt(share),
  )
}

/** Where the middle is along the column, when the runs are those of a corner there too. */
function columnMiddle(
  ...[mask, width, height, x, y, ink, module]: [InkMask, number, number, number, number, 1 | 2, number]
): number | undefined {
  const isInk = (at: number): boolean => at >= 0 && at < height && mask[at * width + x] === ink
  const run = (from: number, step: 1 | -1, wanted: boolean): number => {
    let length = 0
    const most = 5 * module
    for (let at = from; at >= 0 && at < height && isInk(at) === wanted && length <= most; at += step) length++
    return length
  }
  const up = run(y, -1, true)
  const down = run(y + 1, 1, true)
  const lightUp = run(y - up, -1, false)
  const lightDown = run(y + 1 + down, 1, false)
  const lengths = [
    run(y - up - lightUp, -1, true),
    lightUp,
    up + down,
    lightDown,
    run(y + 1 + down + lightDown, 1, true),
  ]
  const tall = lengths.reduce((sum, length) => sum + length, 0) / MODULES
  if (tall < 0.6 * module || tall > 1.7 * module) return undefined
  return fits((part) => lengths[part]!, tall) ? y + (down - up) / 2 + 1 : undefined
}
