import type { Gate } from './gate-evidence.ts'

const LEAST_CASES = 8
const LEAST_SPREAD = 1e-3

/** Scores are numbers from 0 to 1 on odd inputs and on rows, the same twice, and not all alike. Nothing is estimated. */
export const numericsGate: Gate = {
  ...{ gate: 'numerics', for: 'observe', on: 'artefact' },
  judge({ evaluation, scored }) {
    const { numerics } = evaluation
    const wrong = numerics.filter(({ ok }) => !ok)
    const { scores } = scored.tune
    const unsound = scores.reduce((count, score) => count + (score >= 0 && score <= 1 ? 0 : 1), 0)
    const spread = spreadOf(scores)
    const figures = { cases: numerics.length, wrong: wrong.length, unsound, spread }
    if (wrong.length > 0 || unsound > 0)
      return {
        ...{ verdict: 'fail', figures, wayOut: 'look at the inputs that `numerics` of the evaluation names' },
        says: [
          ...wrong.slice(0, 5).map(({ name, says }) => `${name}: ${says}`),
          ...(unsound > 0 ? [`${unsound} scores of rows are no numbers from 0 to 1`] : []),
        ].join('; '),
      }
    if (numerics.length < LEAST_CASES || scores.length === 0)
      return {
        ...{ verdict: 'inconclusive', figures, says: `only ${numerics.length} odd inputs were tried` },
        wayOut: 'run the evaluation again',
      }
    if (spread < LEAST_SPREAD)
      return {
        ...{ verdict: 'fail', figures, says: 'it gives every text the same score' },
        wayOut: 'look at its labels and settings: it has learnt nothing',
      }
    return {
      verdict: 'pass',
      says: `${numerics.length} odd inputs and ${scores.length} rows have sound scores`,
      figures,
    }
  },
}

function spreadOf(scores: Float32Array): number {
  const mean = scores.reduce((sum, score) => sum + score, 0) / Math.max(1, scores.length)
  return Math.sqrt(scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / Math.max(1, scores.length))
}
