/** Makes scores (0 to 1) of the values that a model put out for one text. */
export function activate(logits: Float32Array, kind: 'softmax' | 'sigmoid'): Float32Array {
  if (kind === 'sigmoid') return logits.map((value) => 1 / (1 + Math.exp(-value)))
  let most = Number.NEGATIVE_INFINITY
  for (const value of logits) most = Math.max(most, value)
  const scores = logits.map((value) => Math.exp(value - most))
  let sum = 0
  for (const score of scores) sum += score
  return scores.map((score) => score / sum)
}
