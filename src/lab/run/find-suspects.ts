import type { Suspect } from '../dataset/ports.ts'
import type { PlacedRow } from '../dataset/row.ts'
import type { LearnOutput } from './learn-types.ts'

/** So many are looked at by people at most. */
const MOST = 1000

/**
 * Labels that a model which had not seen the row is surer against than it commonly is of the other class (confident
 * learning, C. Northcutt et al., JAIR 70, 2021), the surest first.
 */
export function findSuspects(
  rows: readonly PlacedRow[],
  { rows: numbers, scores }: LearnOutput['outOfFold'],
): readonly Suspect[] {
  const sums = { violating: 0, fine: 0 }
  const counts = { violating: 0, fine: 0 }
  numbers.forEach((row, i) => {
    const kind = rows[row]!.violates ? 'violating' : 'fine'
    sums[kind] += scores[i]!
    counts[kind]++
  })
  const meanViolating = sums.violating / Math.max(1, counts.violating)
  const meanFine = sums.fine / Math.max(1, counts.fine)
  const found: { readonly suspect: Suspect; readonly sure: number }[] = []
  numbers.forEach((number, i) => {
    const row = rows[number]!
    const score = scores[i]!
    const isAgainst = row.violates ? score < meanFine : score > meanViolating
    if (!isAgainst) return
    const suspect: Suspect = { row: row.hash, violates: row.violates, score, why: 'model' }
    found.push({ suspect, sure: row.violates ? 1 - score : score })
  })
  return found
    .sort((a, b) => b.sure - a.sure || (a.suspect.row < b.suspect.row ? -1 : 1))
    .slice(0, MOST)
    .map(({ suspect }) => suspect)
}
