import type { TextModel } from '../../signals/text-model/served-model.ts'
import type { Scorer } from './scorer.ts'

/** A linear model as a scorer; it answers at once. */
export function linearScorer(model: TextModel): Scorer {
  const count = model.labels.length
  return {
    labels: model.labels,
    now(text) {
      const scores = new Float32Array(count)
      model.score(text, scores)
      return scores
    },
    score(texts) {
      const scores = new Float32Array(texts.length * count)
      texts.forEach((text, i) => {
        model.score(text, scores.subarray(i * count, (i + 1) * count))
      })
      return Promise.resolve(scores)
    },
  }
}
