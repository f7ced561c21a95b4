/** What turns probabilities into labels. */
export interface LabelChoice {
  readonly multiLabel: boolean
  /** See TextModelParts. */
  readonly thresholds: Float32Array
  readonly atLeastOne: boolean
}

/** The indexes of the labels that probabilities lead to, rising. */
export function decideLabels(
  { multiLabel, thresholds, atLeastOne }: LabelChoice,
  scores: ArrayLike<number>,
): number[] {
  let best = 0
  let bestRatio = Number.NEGATIVE_INFINITY
  const chosen: number[] = []
  for (let k = 0; k < thresholds.length; k++) {
    const ratio = multiLabel ? scores[k]! / thresholds[k]! : scores[k]! * thresholds[k]!
    if (multiLabel && ratio >= 1) chosen.push(k)
    if (ratio > bestRatio) {
      best = k
      bestRatio = ratio
    }
  }
  return multiLabel && (chosen.length > 0 || !atLeastOne) ? chosen : [best]
}
