import type { LabRow } from './row.ts'

/** So much of one class has the mark, and so little of the other. */
const MOST = 0.5
const HARDLY = 0.002
const LEAST_ROWS = 50

/**
 * Whether one class can be told by how its texts begin or end: a mark that whoever made the file put there, which no text
 * of a world will have. Gives which class, where, and with how many rows; the mark itself is content.
 */
export function findMarkers(
  rows: readonly Pick<LabRow, 'text' | 'violates'>[],
): { readonly violating: boolean; readonly where: 'begins' | 'ends'; readonly rows: number }[] {
  const found: { violating: boolean; where: 'begins' | 'ends'; rows: number }[] = []
  const total = { true: 0, false: 0 }
  const counts = { begins: new Map<string, [number, number]>(), ends: new Map<string, [number, number]>() }
  for (const { text, violates } of rows) {
    if (text === undefined) continue
    total[`${violates}`]++
    const words = text.trim().split(/\s+/, 3)
    if (words.length < 3) continue
    for (const [where, word] of [
      ['begins', words[0]!],
      ['ends', text.trimEnd().slice(-40).split(/\s+/).at(-1)!],
    ] as const) {
      const counted = counts[where].get(word) ?? [0, 0]
      counted[violates ? 1 : 0]++
      counts[where].set(word, counted)
    }
  }
  for (const where of ['begins', 'ends'] as const)
    for (const [fine, violating] of counts[where].values())
      for (const [own, other, isViolating] of [
        [violating, fine, true],
        [fine, violating, false],
      ] as const)
        if (
          own >= LEAST_ROWS &&
          own >= MOST * total[`${isViolating}`] &&
          other <= HARDLY * total[`${!isViolating}`]
        )
          found.push({ violating: isViolating, where, rows: own })
  return found
}
