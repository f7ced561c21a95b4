import type { CodeCorner } from './code-corners.ts'

/** The square in which a code may be, in pixels. */
export interface CodePlace {
  readonly x: number
  readonly y: number
  readonly side: number
  readonly module: number
  /** Of the box around the code itself: left, top, right, bottom. */
  readonly box: readonly [number, number, number, number]
}

/** A side of the triangle may be longer than another by this, and modules wider. */
const UNEVEN = 1.35
/** Modules between the middles of corners: of the smallest and the largest code. */
const LEAST = 12
const MOST = 172
/** Room around the middles: half a corner and the quiet zone. */
const AROUND = 9
/** Modules from the middle of a corner to the edge of the code, and one more. */
const EDGE = 4.5

/** Each three corners that stand as those of a code do: two equal sides and a right angle between them. */
export function codePlaces(corners: readonly CodeCorner[]): CodePlace[] {
  const places: CodePlace[] = []
  for (const at of corners)
    for (let b = 0; b < corners.length; b++)
      for (let c = b + 1; c < corners.length; c++) {
        const [one, two] = [corners[b]!, corners[c]!]
        if (one === at || two === at) continue
        const place = placeOf(at, one, two)
        if (place !== undefined) places.push(place)
      }
  return places
}

function placeOf(at: CodeCorner, one: CodeCorner, two: CodeCorner): CodePlace | undefined {
  const modules = [at.module, one.module, two.module]
  const [least, most] = [Math.min(...modules), Math.max(...modules)]
  if (most > UNEVEN * least) return undefined
  const first = Math.hypot(one.x - at.x, one.y - at.y)
  const second = Math.hypot(two.x - at.x, two.y - at.y)
  if (Math.max(first, second) > UNEVEN * Math.min(first, second)) return undefined
  if (first < LEAST * least || first > MOST * most) return undefined
  const cosine = ((one.x - at.x) * (two.x - at.x) + (one.y - at.y) * (two.y - at.y)) / (first * second)
  if (Math.abs(cosine) > 0.3) return undefined
  const module = (least + most) / 2
  return {
    x: (one.x + two.x) / 2,
    y: (one.y + two.y) / 2,
    side: Math.hypot(one.x - two.x, one.y - two.y) + 2 * AROUND * module,
    module,
    box: boxAround(at, one, two, EDGE * module),
  }
}

function boxAround(at: CodeCorner, one: CodeCorner, two: CodeCorner, edge: number): CodePlace['box'] {
  const xs = [at.x, one.x, two.x, one.x + two.x - at.x]
  const ys = [at.y, one.y, two.y, one.y + two.y - at.y]
  return [Math.min(...xs) - edge, Math.min(...ys) - edge, Math.max(...xs) + edge, Math.max(...ys) + edge]
}
