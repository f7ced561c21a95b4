import type { Batch } from './pose-scene.ts'

/** The boxes of all triangles of batches, three numbers each. */
export interface Boxes {
  readonly count: number
  readonly from: Float32Array
  readonly to: Float32Array
  /** 0 where a corner is not finite, or there is none. */
  readonly finite: Uint8Array
  /** Where each is from: the batch, and the place of its first index. */
  readonly batch: Uint32Array
  readonly first: Uint32Array
}

export interface Extent {
  readonly min: [number, number, number]
  readonly max: [number, number, number]
}

export interface Gap {
  readonly axis: number
  readonly at: number
}

const BINS = 4_096
/** Of the extent, so much is empty between two clusters at least. */
const GAP_SHARE = 1 / 16

export function triangleBoxes(batches: readonly Batch[]): Boxes {
  const count = batches.reduce((sum, { indices }) => sum + Math.floor(indices.length / 3), 0)
  const boxes = {
    ...{ count, from: new Float32Array(3 * count), to: new Float32Array(3 * count) },
    ...{ finite: new Uint8Array(count), batch: new Uint32Array(count), first: new Uint32Array(count) },
  }
  let i = 0
  for (const [place, { positions, indices }] of batches.entries())
    for (let at = 0; at + 2 < indices.length; at += 3, i++) {
      let whole = 1
      for (let axis = 0; axis < 3; axis++) {
        const a = positions[3 * indices[at]! + axis] ?? Number.NaN
        const b = positions[3 * indices[at + 1]! + axis] ?? Number.NaN
        const c = positions[3 * indices[at + 2]! + axis] ?? Number.NaN
        boxes.from[3 * i + axis] = Math.min(a, b, c)
        boxes.to[3 * i + axis] = Math.max(a, b, c)
        if (!Number.isFinite(a + b + c)) whole = 0
      }
      boxes.finite[i] = whole
      boxes.batch[i] = place
      boxes.first[i] = at
    }
  return boxes
}

export function extentOf({ from, to }: Boxes, list: Uint32Array): Extent {
  const min: Extent['min'] = [Infinity, Infinity, Infinity]
  const max: Extent['max'] = [-Infinity, -Infinity, -Infinity]
  for (const i of list)
    for (let axis = 0; axis < 3; axis++) {
      min[axis] = Math.min(min[axis]!, from[3 * i + axis]!)
      max[axis] = Math.max(max[axis]!, to[3 * i + axis]!)
    }
  return { min, max }
}

/** Where the widest empty space divides triangles: all of one side end before `at`; undefined where none is wide enough. */
export function largestGap(boxes: Boxes, list: Uint32Array): Gap | undefined {
  if (list.length < 2) return undefined
  const extent = extentOf(boxes, list)
  let best: (Gap & { share: number }) | undefined
  for (let axis = 0; axis < 3; axis++) {
    const least = extent.min[axis]!
    const size = extent.max[axis]! - least
    if (!(size > 0)) continue
    const gap = widestRun(boxes, list, axis, least, size)
    if (gap.share >= GAP_SHARE && gap.share > (best?.share ?? 0)) best = { axis, ...gap }
  }
  // Where rounding leaves one side empty there is no gap.
  const ends =
    best === undefined ? 0 : list.reduce((sum, i) => sum + (endsBefore(boxes, i, best!) ? 1 : 0), 0)
  return ends > 0 && ends < list.length ? best : undefined
}

/** On which side of a gap a triangle lies. */
export function endsBefore({ to }: Boxes, i: number, { axis, at }: Gap): boolean {
  return to[3 * i + axis]! <= at
}

function widestRun(boxes: Boxes, list: Uint32Array, axis: number, least: number, size: number) {
  const steps = new Int32Array(BINS + 1)
  const bin = (value: number): number => Math.min(BINS - 1, Math.floor(((value - least) / size) * BINS))
  for (const i of list) {
    steps[bin(boxes.from[3 * i + axis]!)]!++
    steps[bin(boxes.to[3 * i + axis]!) + 1]!--
  }
  let [covered, run, widest, end] = [0, 0, 0, 0]
  for (let i = 0; i < BINS; i++) {
    covered += steps[i]!
    run = covered === 0 ? run + 1 : 0
    if (run > widest) {
      widest = run
      end = i
    }
  }
  // The middle of the run: no triangle reaches it.
  return { share: widest / BINS, at: least + ((end + 1 - widest / 2) / BINS) * size }
}
