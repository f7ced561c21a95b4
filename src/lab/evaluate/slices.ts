import type { PlacedRow } from '../dataset/row.ts'
import { areaOf, asScored } from './estimates.ts'
import type { SliceFigures } from './evaluation.ts'
import { sharesAt } from './operating-point.ts'
import type { ScoredRows } from './scored-rows.ts'
import { SLICE_KEYS } from './slice-keys.ts'

/** Independent groups of violating rows, and of fine ones, below which a slice is for review only. */
export const LEAST_GROUPS = 20
/** Values of one kind; the rest is left out, the rarest first. */
const MOST_VALUES = 12

/** How a model does on rows that have something in common, at one threshold. `rows`: in the order of `scored`. */
export function sliceFigures(
  rows: readonly PlacedRow[],
  scored: ScoredRows,
  threshold: number,
): SliceFigures[] {
  return (Object.keys(SLICE_KEYS) as SliceFigures['by'][]).flatMap((by) => {
    const numbers = new Map<string, number[]>()
    rows.forEach((row, i) => {
      for (const value of SLICE_KEYS[by](row)) {
        const own = numbers.get(value)
        if (own === undefined) numbers.set(value, [i])
        else own.push(i)
      }
    })
    return [...numbers]
      .sort(([a, many], [b, few]) => few.length - many.length || (a < b ? -1 : 1))
      .slice(0, MOST_VALUES)
      .map(([value, own]) => figuresOf(by, value, take(scored, own), threshold))
  })
}

function figuresOf(by: SliceFigures['by'], value: string, own: ScoredRows, threshold: number): SliceFigures {
  const { violates, groups } = own
  const groupsWith = (wanted: number) => new Set(groups.filter((_, i) => violates[i] === wanted)).size
  return {
    ...{ by, value, rows: violates.length, groups: new Set(groups).size },
    violating: violates.reduce((sum, one) => sum + one, 0),
    enough: groupsWith(1) >= LEAST_GROUPS && groupsWith(0) >= LEAST_GROUPS,
    auc: areaOf(asScored(own)),
    ...sharesAt(threshold, own),
  }
}

function take(scored: ScoredRows, numbers: readonly number[]): ScoredRows {
  return {
    rows: Int32Array.from(numbers, (i) => scored.rows[i]!),
    violates: Uint8Array.from(numbers, (i) => scored.violates[i]!),
    scores: Float32Array.from(numbers, (i) => scored.scores[i]!),
    groups: Int32Array.from(numbers, (i) => scored.groups[i]!),
  }
}
