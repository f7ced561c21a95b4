const BINS = 10

/**
 * Expected calibration error: the mean distance between how likely labels were said to be and how often they were
 * there, over ten bins of equal width (M. Naeini et al., AAAI 2015). Each pair of row and label is one forecast.
 */
export function calibrationError(has: Uint8Array, scores: Float32Array): number {
  if (scores.length === 0) return 0
  const said = new Float64Array(BINS)
  const there = new Float64Array(BINS)
  for (let i = 0; i < scores.length; i++) {
    const bin = Math.min(BINS - 1, Math.floor(scores[i]! * BINS))
    said[bin] = said[bin]! + scores[i]!
    there[bin] = there[bin]! + has[i]!
  }
  let sum = 0
  for (let bin = 0; bin < BINS; bin++) sum += Math.abs(said[bin]! - there[bin]!)
  return sum / scores.length
}
