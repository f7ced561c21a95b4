import type { CurvePoint } from './evaluation.ts'
import type { ScoredRows } from './scored-rows.ts'

const MOST_POINTS = 160

/** Points of the precision-recall curve and of the ROC, thresholds falling; about evenly spread over recall. */
export function curvePoints({ scores, violates }: Pick<ScoredRows, 'scores' | 'violates'>): CurvePoint[] {
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!)
  const positives = violates.reduce((sum, one) => sum + one, 0)
  const negatives = scores.length - positives
  if (positives === 0 || negatives === 0) return []
  const points: CurvePoint[] = []
  let [hits, last, lastFalse] = [0, 0, 0]
  const step = 1 / (MOST_POINTS / 2)
  for (let i = 0; i < order.length; i++) {
    hits += violates[order[i]!]!
    const threshold = scores[order[i]!]!
    if (i + 1 < order.length && scores[order[i + 1]!] === threshold) continue
    const recall = hits / positives
    const falsePositiveRate = (i + 1 - hits) / negatives
    const isLast = i + 1 === order.length
    if (recall - last < step && falsePositiveRate - lastFalse < step && !isLast && points.length > 0) continue
    points.push({ threshold, precision: hits / (i + 1), recall, falsePositiveRate })
    last = recall
    lastFalse = falsePositiveRate
  }
  return points
}

/** The best F1 over all thresholds, and where. */
export function bestF1({ scores, violates }: Pick<ScoredRows, 'scores' | 'violates'>): {
  f1: number
  threshold: number
} {
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!)
  const positives = violates.reduce((sum, one) => sum + one, 0)
  let best = { f1: 0, threshold: 1 }
  let hits = 0
  for (let i = 0; i < order.length; i++) {
    hits += violates[order[i]!]!
    const threshold = scores[order[i]!]!
    if (i + 1 < order.length && scores[order[i + 1]!] === threshold) continue
    const f1 = (2 * hits) / (i + 1 + positives)
    if (f1 > best.f1) best = { f1, threshold }
  }
  return best
}

/** The largest recall at which the precision still reaches a bar, as seen; undefined: it never does. */
export function recallAtPrecision(
  { scores, violates }: Pick<ScoredRows, 'scores' | 'violates'>,
  bar: number,
): number | undefined {
  const order = Int32Array.from(scores, (_, i) => i).sort((a, b) => scores[b]! - scores[a]!)
  const positives = violates.reduce((sum, one) => sum + one, 0)
  let hits = 0
  let best: number | undefined
  for (let i = 0; i < order.length; i++) {
    hits += violates[order[i]!]!
    if (i + 1 < order.length && scores[order[i + 1]!] === scores[order[i]!]) continue
    if (hits / (i + 1) >= bar) best = hits / positives
  }
  return best
}
