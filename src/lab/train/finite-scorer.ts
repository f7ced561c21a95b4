import type { Scorer } from './scorer.ts'

/** The same model with 0 for whatever is no number: it finds nothing there. That it happens is told by `checkNumerics`. */
export function finiteScorer(scorer: Scorer): Scorer {
  return {
    labels: scorer.labels,
    score: async (texts) => (await scorer.score(texts)).map((score) => (Number.isFinite(score) ? score : 0)),
  }
}
