import type { Box, ReadText } from '../../media/media-facts.ts'

/** Share of a text's box that another covers when both are the same writing. */
const COVERED = 0.6

/** The texts without those that were read twice, in overlapping regions: the longer is kept; the surest come first. */
export function withoutDoubles(texts: readonly ReadText[]): ReadText[] {
  const kept: ReadText[] = []
  for (const text of texts.toSorted((a, b) => b.text.length - a.text.length))
    if (!kept.some((other) => overlap(other.box, text.box) > COVERED * text.box[2] * text.box[3]))
      kept.push(text)
  return kept.toSorted((a, b) => b.confidence - a.confidence)
}

function overlap([ax, ay, aw, ah]: Box, [bx, by, bw, bh]: Box): number {
  const across = Math.min(ax + aw, bx + bw) - Math.max(ax, bx)
  const down = Math.min(ay + ah, by + bh) - Math.max(ay, by)
  return Math.max(0, across) * Math.max(0, down)
}
