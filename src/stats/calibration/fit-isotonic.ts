import type { ScoredTruth } from './fit-platt.ts'

/** From the i-th score on the probability is the i-th; scores rise, and so do probabilities. */
export interface Isotonic {
  readonly scores: readonly number[]
  readonly probabilities: readonly number[]
}

/** With fewer positives its steps follow chance; Platt's curve is the better then. */
export const LEAST_POSITIVES = 1000

/**
 * The rising step function that is nearest to the truth, by pooling adjacent violators; undefined with fewer than `least`
 * positives (or negatives). Sources: Ayer, Brunk, Ewing, Reid and Silverman 1955; Zadrozny and Elkan 2002 for its use here.
 */
export function fitIsotonic(rows: readonly ScoredTruth[], least = LEAST_POSITIVES): Isotonic | undefined {
  const positives = rows.reduce((sum, { isPositive }) => sum + Number(isPositive), 0)
  if (positives < least || rows.length - positives < least) return undefined
  const sorted = [...rows].sort((x, y) => x.score - y.score)
  const blocks: { score: number; hits: number; of: number }[] = []
  for (const { score, isPositive } of sorted) {
    const last = blocks.at(-1)
    // Rows of one score belong together whatever their truth; the block's own score is its lowest.
    if (last !== undefined && last.score === score && last.of > 0) {
      last.hits += Number(isPositive)
      last.of++
    } else blocks.push({ score, hits: Number(isPositive), of: 1 })
  }
  const pooled: typeof blocks = []
  for (const block of blocks) {
    let now = block
    for (let last = pooled.at(-1); last && last.hits * now.of >= now.hits * last.of; last = pooled.at(-1)) {
      now = { score: last.score, hits: last.hits + now.hits, of: last.of + now.of }
      pooled.pop()
    }
    pooled.push(now)
  }
  return {
    scores: pooled.map(({ score }) => score),
    probabilities: pooled.map(({ hits, of }) => hits / of),
  }
}

/** The probability of a score; below the lowest one it is that of the lowest. */
export function isotonicAt({ scores, probabilities }: Isotonic, score: number): number {
  let [low, high] = [0, scores.length]
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (scores[middle]! <= score) low = middle
    else high = middle
  }
  return probabilities[low]!
}
