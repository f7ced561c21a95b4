import { writingRegion } from './find-writing.ts'
import { axes } from './group-features.ts'
import { ONE_LINE, regionBox, type WritingRegion } from './writing-region.ts'

/** What two groups may differ by in size to be of one line, and how far apart they may stand, in sizes. */
const SIZES = 1.7
const GAP = 1.6

/**
 * Words of one line become one region; of what was found twice, in the picture and in its half, the likest is kept.
 * The likest come first.
 */
export function mergeRegions(regions: readonly WritingRegion[]): WritingRegion[] {
  const kept: WritingRegion[] = []
  for (const region of regions.toSorted((a, b) => weight(b) - weight(a)))
    if (!kept.some((other) => isSame(other, region))) kept.push(region)
  const merged: WritingRegion[] = []
  for (let region of kept) {
    for (let at = 0; at < merged.length; at++) {
      const other = merged[at]!
      if (!areNear(other, region)) continue
      const both = writingRegion([...other.blots, ...region.blots], Math.max(other.likeness, region.likeness))
      if (both.angle === undefined || Math.sqrt(axes(both.blots).across) > ONE_LINE * both.size) continue
      merged.splice(at, 1)
      region = both
      at = -1
    }
    merged.push(region)
  }
  return merged.toSorted((a, b) => weight(b) - weight(a))
}

function weight({ likeness, blots }: WritingRegion): number {
  return likeness * Math.min(12, blots.length)
}

/** The same letters in another level or tile, or the ground between them. */
function isSame(a: WritingRegion, b: WritingRegion): boolean {
  if (Math.max(a.size, b.size) > 2.5 * Math.min(a.size, b.size)) return false
  const [one, two] = [regionBox(a), regionBox(b)]
  const across = Math.min(one.right, two.right) - Math.max(one.left, two.left)
  const down = Math.min(one.bottom, two.bottom) - Math.max(one.top, two.top)
  if (across <= 0 || down <= 0) return false
  return across * down > 0.6 * (two.right - two.left) * (two.bottom - two.top)
}

function areNear(a: WritingRegion, b: WritingRegion): boolean {
  if (a.ink !== b.ink || Math.max(a.size, b.size) > SIZES * Math.min(a.size, b.size)) return false
  const [one, two] = [regionBox(a), regionBox(b)]
  const across = Math.max(one.left, two.left) - Math.min(one.right, two.right)
  const down = Math.max(one.top, two.top) - Math.min(one.bottom, two.bottom)
  return Math.max(across, down) < GAP * Math.max(a.size, b.size)
}
