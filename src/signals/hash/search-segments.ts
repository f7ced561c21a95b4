import type { HashMatch } from './hash-index.ts'
import type { HashSegment } from './hash-segment.ts'

/** All within a distance in several segments, the nearest first and then by id, no more than `most`. */
export function searchSegments(
  segments: readonly HashSegment[],
  hash: Uint8Array,
  { distance, most, lane }: { readonly distance: number; readonly most: number; readonly lane: number },
): HashMatch[] {
  const matches: HashMatch[] = []
  for (const segment of segments)
    segment.near(hash, distance, lane, (id, bits) => void matches.push({ id, distance: bits }))
  return matches.sort((a, b) => a.distance - b.distance || a.id - b.id).slice(0, most)
}
