import { cutGrey } from './grey.ts'
import { axes, groupFeatures } from './group-features.ts'
import type { Blot } from './ink-blots.ts'
import { inkBlots } from './ink-blots.ts'
import type { InkLevel } from './ink-levels.ts'
import { letterLike } from './letter-like.ts'
import { likeness } from './likeness.ts'
import { rowsAngle } from './rows-angle.ts'
import { middle, writingGroups } from './writing-groups.ts'
import { ONE_LINE, type WritingRegion } from './writing-region.ts'

/** Side of the tiles that are looked at, and how far they reach into each other: more than a letter. */
const TILE = 1024
const OVERLAP = 128
/** Likeness from which it pays to read. */
export const PAYS = 0.5
/** How much longer than high a group is that has a direction. */
const LINE = 1.8

/**
 * A cheap test of likeness to writing: pieces of ink with the size and stroke of letters that stand together, in the picture and
 * in its halves, so that large letters are found too. Nothing found: it does not pay to read. The likest come first.
 * Source: the idea of B. Epshtein et al., "Detecting text in natural scenes with stroke width transform", 2010, with area and
 * edge of pieces instead of rays, and a logistic model (scripts/train-writing-gate.ts) instead of rules.
 */
export function findWriting(levels: readonly InkLevel[], pays = PAYS): WritingRegion[] {
  const regions: WritingRegion[] = []
  levels.forEach((level, depth) => {
    for (let y = 0; y === 0 || y + OVERLAP < level.height; y += TILE - OVERLAP)
      for (let x = 0; x === 0 || x + OVERLAP < level.width; x += TILE - OVERLAP) {
        const whole = level.width <= TILE && level.height <= TILE
        const tile = whole ? level : cutGrey(level, x, y, TILE)
        const mask = whole ? level.mask : cutGrey({ ...level, data: level.mask }, x, y, TILE).data
        for (const { blots } of writingGroups(inkBlots(tile, mask, letterLike))) {
          const like = likeness(groupFeatures(blots))
          if (like >= pays) regions.push(writingRegion(inPicture(blots, x, y, 2 ** depth), like))
        }
      }
  })
  return regions.toSorted((a, b) => b.likeness - a.likeness)
}

function inPicture(blots: readonly Blot[], x: number, y: number, scale: number): Blot[] {
  return blots.map((blot) => ({
    ...blot,
    left: (blot.left + x) * scale,
    top: (blot.top + y) * scale,
    width: blot.width * scale,
    height: blot.height * scale,
  }))
}

/** A region of pieces that are one piece of writing. */
export function writingRegion(blots: readonly Blot[], like: number): WritingRegion {
  const { along, across, angle } = axes(blots)
  const size = middle(blots.map(({ width, height }) => Math.max(width, height)))
  const isLong = Math.sqrt(along) + size / 4 > LINE * (Math.sqrt(across) + size / 4)
  const left = Math.min(...blots.map((blot) => blot.left))
  const right = Math.max(...blots.map((blot) => blot.left + blot.width))
  const top = Math.min(...blots.map((blot) => blot.top))
  const bottom = Math.max(...blots.map((blot) => blot.top + blot.height))
  return {
    x: (left + right) / 2,
    y: (top + bottom) / 2,
    ink: blots[0]!.ink,
    blots,
    size,
    contrast: middle(blots.map(({ level, ground }) => Math.abs(level - ground))),
    angle: !isLong ? undefined : Math.sqrt(across) < ONE_LINE * size ? angle : rowsAngle(blots, size, angle),
    likeness: like,
  }
}
