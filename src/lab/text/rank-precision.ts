/**
 * Average precision: over positives, the mean of the precision at the score of each; rows of one score share it. NaN
 * without positives.
 */
export function rankPrecision(scores: ArrayLike<number>, has: ArrayLike<number>): number {
  const order = Int32Array.from({ length: scores.length }, (_, i) => i)
  order.sort((a, b) => scores[b]! - scores[a]!)
  let [hits, sum] = [0, 0]
  for (let i = 0; i < order.length; ) {
    const score = scores[order[i]!]!
    let tied = 0
    for (; i < order.length && scores[order[i]!] === score; i++) tied += has[order[i]!]!
    hits += tied
    sum += tied * (hits / i)
  }
  return sum / hits
}
