/** Scores are kept this far from 0 and 1: a model that is that sure has seen too little. */
const LEAST = 1e-6

/** The log odds of a probability, bounded. */
export function logOdds(score: number): number {
  const p = Math.min(1 - LEAST, Math.max(LEAST, score))
  return Math.log(p / (1 - p))
}

/** The probability of log odds. */
export function fromLogOdds(z: number): number {
  return 1 / (1 + Math.exp(-z))
}
