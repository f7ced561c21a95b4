import type { Grey } from './grey.ts'
import type { InkMask } from './ink-mask.ts'

/** A connected piece of ink, in pixels of the grey picture. */
export interface Blot {
  /** 1: darker than its surroundings; 2: lighter. */
  readonly ink: 1 | 2
  readonly left: number
  readonly top: number
  readonly width: number
  readonly height: number
  readonly area: number
  /** Mean width of its strokes: twice the area over the length of its edge. */
  readonly stroke: number
  /** Mean level of grey, and its deviation. */
  readonly level: number
  readonly levelSd: number
  /** The same of the ground just outside its left and right edges. */
  readonly ground: number
  readonly groundSd: number
}

const FIELDS = 12
const AREA = 0
const EDGE = 1
const LEVEL = 2
const LEVEL2 = 3
const GROUND = 4
const GROUND2 = 5
const SIDES = 6
const LEFT = 7
const TOP = 8
const RIGHT = 9
const BOTTOM = 10
const INK = 11
/** The ground begins so far from the edge: the pixel between is a mixture. */
const OUTSIDE = 2

/** Collects pieces: the numbers of each, and which have turned out to be one. */
class Pieces {
  readonly parent: number[] = []
  readonly fields: number[] = []

  find(of: number): number {
    const { parent } = this
    let root = of
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!
      root = parent[root]!
    }
    return root
  }

  add(ink: number, x: number, end: number, y: number): number {
    const piece = this.parent.length
    this.parent.push(piece)
    this.fields.push(0, 0, 0, 0, 0, 0, 0, x, y, end, y + 1, ink)
    return piece
  }

  join(a: number, b: number): number {
    if (a === b) return a
    const { fields } = this
    const [keep, drop] = a < b ? [a, b] : [b, a]
    this.parent[drop] = keep
    const [to, from] = [keep * FIELDS, drop * FIELDS]
    for (let field = AREA; field <= SIDES; field++) fields[to + field]! += fields[from + field]!
    for (const field of [LEFT, TOP]) fields[to + field] = Math.min(fields[to + field]!, fields[from + field]!)
    for (const field of [RIGHT, BOTTOM])
      fields[to + field] = Math.max(fields[to + field]!, fields[from + field]!)
    return keep
  }

  blot(piece: number): Blot {
    const of = (field: number): number => this.fields[piece * FIELDS + field]!
    const [area, sides] = [of(AREA), Math.max(1, of(SIDES))]
    const [level, ground] = [of(LEVEL) / area, of(GROUND) / sides]
    return {
      ink: of(INK) as 1 | 2,
      left: of(LEFT),
      top: of(TOP),
      width: of(RIGHT) - of(LEFT),
      height: of(BOTTOM) - of(TOP),
      area,
      stroke: (2 * area) / of(EDGE),
      level,
      levelSd: Math.sqrt(Math.max(0, of(LEVEL2) / area - level * level)),
      ground,
      groundSd: Math.sqrt(Math.max(0, of(GROUND2) / sides - ground * ground)),
    }
  }
}

/** The pieces of a mask that touch, corners included, both inks in one pass over the runs of each row. */
export function inkBlots(grey: Grey, mask: InkMask, keeps: (blot: Blot) => boolean): Blot[] {
  const { width, height, data } = grey
  const pieces = new Pieces()
  const { fields } = pieces
  let [above, here] = [new Int32Array(width * 3), new Int32Array(width * 3)]
  let countAbove = 0
  for (let y = 0; y < height; y++) {
    const row = y * width
    let count = 0
    let first = 0
    for (let x = 0; x < width; ) {
      const ink = mask[row + x]!
      if (ink === 0) {
        x++
        continue
      }
      const start = x
      let [level, level2] = [0, 0]
      for (; x < width && mask[row + x] === ink; x++) {
        const value = data[row + x]!
        level += value
        level2 += value * value
      }
      while (first < countAbove && above[first * 3 + 1]! < start) first++
      let piece = -1
      let shared = 0
      for (let next = first; next < countAbove && above[next * 3]! <= x; next++) {
        const root = pieces.find(above[next * 3 + 2]!)
        if (fields[root * FIELDS + INK] !== ink) continue
        shared += Math.max(0, Math.min(x, above[next * 3 + 1]!) - Math.max(start, above[next * 3]!))
        piece = piece === -1 ? root : pieces.join(piece, root)
      }
      if (piece === -1) piece = pieces.add(ink, start, x, y)
      const to = piece * FIELDS
      fields[to + AREA]! += x - start
      fields[to + EDGE]! += 2 + 2 * (x - start) - 2 * shared
      fields[to + LEVEL]! += level
      fields[to + LEVEL2]! += level2
      for (const side of [start - OUTSIDE, x - 1 + OUTSIDE]) {
        if (side < 0 || side >= width || mask[row + side] === ink) continue
        const value = data[row + side]!
        fields[to + GROUND]! += value
        fields[to + GROUND2]! += value * value
        fields[to + SIDES]!++
      }
      if (start < fields[to + LEFT]!) fields[to + LEFT] = start
      if (x > fields[to + RIGHT]!) fields[to + RIGHT] = x
      fields[to + BOTTOM] = y + 1
      here[count * 3] = start
      here[count * 3 + 1] = x
      here[count * 3 + 2] = piece
      count++
    }
    ;[above, here] = [here, above]
    countAbove = count
  }
  const blots: Blot[] = []
  pieces.parent.forEach((parent, piece) => {
    if (parent !== piece) return
    const blot = pieces.blot(piece)
    if (keeps(blot)) blots.push(blot)
  })
  return blots
}
