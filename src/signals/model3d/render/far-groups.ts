import type { Batch } from './pose-scene.ts'
import type { Bounds } from './robust-bounds.ts'
import { type Boxes, type Extent, endsBefore, extentOf, largestGap, triangleBoxes } from './triangle-boxes.ts'

/** A part that takes less than this share of the picture of the whole could show anything unseen. */
const TINY = 1 / 12
const MOST_CLUSTERS = 64

/** Parts that the pictures of the whole do not show, or only as a dot: each for pictures of its own. */
export interface FarGroups {
  readonly groups: readonly (readonly Batch[])[]
  /** Groups past `most`, the smallest ones. */
  readonly leftOut: number
}

/**
 * Finds what a camera that sees `bounds` leaves out: triangles that stick out of the bounds, and clusters that stand far
 * from the rest and are tiny beside the whole. Each cluster is a group.
 */
export function farGroups(batches: readonly Batch[], bounds: Bounds, most = 12): FarGroups {
  const boxes = triangleBoxes(batches)
  const all = Uint32Array.from({ length: boxes.count }, (_, i) => i).filter((i) => boxes.finite[i] === 1)
  const outside = all.filter((i) => sticksOut(boxes, i, bounds))
  const clusters = split(boxes, all)
  // One cluster alone is all there is: the pictures of the whole show it.
  if (outside.length === 0 && clusters.length < 2) return { groups: [], leftOut: 0 }
  const whole = Math.max(...[0, 1, 2].map((axis) => bounds.max[axis]! - bounds.min[axis]!))
  const out = new Set(outside)
  const tiny = clusters.filter(
    (list) => !list.some((i) => out.has(i)) && sizeOf(extentOf(boxes, list)) < TINY * whole,
  )
  const groups = [...split(boxes, outside), ...tiny].sort((a, b) => b.length - a.length)
  return {
    groups: groups.slice(0, most).map((list) => only(batches, boxes, list)),
    leftOut: Math.max(0, groups.length - most),
  }
}

/** Parts of a whole that empty space divides. */
function split(boxes: Boxes, triangles: Uint32Array): Uint32Array[] {
  const done: Uint32Array[] = []
  const open = triangles.length > 0 ? [triangles] : []
  for (let list = open.pop(); list !== undefined; list = open.pop()) {
    const gap = done.length + open.length < MOST_CLUSTERS ? largestGap(boxes, list) : undefined
    if (gap === undefined) {
      done.push(list)
      continue
    }
    open.push(
      list.filter((i) => endsBefore(boxes, i, gap)),
      list.filter((i) => !endsBefore(boxes, i, gap)),
    )
  }
  return done
}

function sticksOut({ from, to }: Boxes, i: number, { min, max }: Bounds): boolean {
  for (let axis = 0; axis < 3; axis++) {
    const slack = 1e-6 * (Math.abs(min[axis]!) + Math.abs(max[axis]!))
    if (from[3 * i + axis]! < min[axis]! - slack || to[3 * i + axis]! > max[axis]! + slack) return true
  }
  return false
}

function sizeOf({ min, max }: Extent): number {
  return Math.max(max[0] - min[0], max[1] - min[1], max[2] - min[2])
}

/** The batches with these triangles alone. */
function only(batches: readonly Batch[], { batch, first }: Boxes, list: Uint32Array): Batch[] {
  const kept = new Map<number, number[]>()
  for (const i of list) {
    const { indices } = batches[batch[i]!]!
    const at = first[i]!
    const mine = kept.get(batch[i]!) ?? []
    mine.push(indices[at]!, indices[at + 1]!, indices[at + 2]!)
    kept.set(batch[i]!, mine)
  }
  return [...kept].map(([place, indices]) => ({ ...batches[place]!, indices: Uint32Array.from(indices) }))
}
