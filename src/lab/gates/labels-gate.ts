import { exactLower, exactUpper } from '../../stats/proportion/exact-bound.ts'
import { GATE_ALPHA, type Gate } from './gate-evidence.ts'

/** More than so much of the labels wrong, and a model learns the errors. */
export const MOST_WRONG = 0.25
const MOST_CONTRADICTING = 0.05
const LEAST_AGREEMENT = 0.4
const LEAST_PAIRS = 50

/**
 * Labels hold together: near-duplicates have the same, people who judged the same agree, and few labels are such that a
 * model which had not seen them is surer of the other class than it commonly is (confident learning, C. Northcutt et al.,
 * JAIR 70, 2021). That share is a bound from above on what a good model could explain, not on the errors alone.
 */
export const labelsGate: Gate = {
  ...{ gate: 'labels', for: 'observe', on: 'train' },
  judge({ dataset, outOfFold, agreement }) {
    if (outOfFold === undefined)
      return {
        ...{ verdict: 'inconclusive', says: 'no label was looked at by a model that had not seen it' },
        wayOut: 'train again: folds of train are scored on the way',
      }
    const contradicting = dataset.contradictions / Math.max(1, dataset.rows)
    const { suspected, of } = suspectedOf(outOfFold.scores, outOfFold.violates)
    const [low, high] = [exactLower(suspected, of, GATE_ALPHA), exactUpper(suspected, of, GATE_ALPHA)]
    const figures = {
      ...{ suspected, of, contradictions: dataset.contradictions },
      ...(agreement && { agreement: agreement.alpha, agreementLow: agreement.low, pairs: agreement.pairs }),
    }
    const wayOut = 'look at the suspected errors and judge them anew (`haechi data errors`)'
    const share = (value: number) => `${(100 * value).toFixed(1)} %`
    if (contradicting > MOST_CONTRADICTING)
      return {
        ...{ verdict: 'fail', alpha: GATE_ALPHA, figures, wayOut },
        says: `${share(contradicting)} of the rows have a near-duplicate with the other label`,
      }
    if (agreement !== undefined && agreement.pairs >= LEAST_PAIRS && agreement.low < LEAST_AGREEMENT)
      return {
        ...{ verdict: 'fail', alpha: GATE_ALPHA, figures },
        says: `people who judged the same agree to alpha ${agreement.alpha.toFixed(2)} (at least ${agreement.low.toFixed(2)})`,
        wayOut: 'make the guideline of the policy clearer, and have the disagreements adjudicated',
      }
    const says = `${share(suspected / Math.max(1, of))} of the labels look wrong (at most ${share(high)}; the bar is ${share(MOST_WRONG)})`
    if (high <= MOST_WRONG) return { verdict: 'pass', alpha: GATE_ALPHA, says, figures }
    return { verdict: low > MOST_WRONG ? 'fail' : 'inconclusive', alpha: GATE_ALPHA, says, figures, wayOut }
  },
}

/** Rows whose score is beyond the mean score of the other class. */
function suspectedOf(scores: Float32Array, violates: Uint8Array): { suspected: number; of: number } {
  const mean = (wanted: number) => {
    let [sum, count] = [0, 0]
    for (let i = 0; i < scores.length; i++)
      if (violates[i] === wanted) {
        sum += scores[i]!
        count++
      }
    return sum / Math.max(1, count)
  }
  const [fine, violating] = [mean(0), mean(1)]
  // A model that tells nothing apart has nothing to say of labels either: then every label is suspected.
  if (!(violating > fine)) return { suspected: scores.length, of: scores.length }
  let suspected = 0
  for (let i = 0; i < scores.length; i++)
    if (violates[i] === 1 ? scores[i]! <= fine : scores[i]! >= violating) suspected++
  return { suspected, of: scores.length }
}
