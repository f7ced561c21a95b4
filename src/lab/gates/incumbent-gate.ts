import { GATE_ALPHA, type Gate } from './gate-evidence.ts'

/** So much less may the average precision be before a model counts as worse than the one that it follows. */
export const INCUMBENT_MARGIN = 0.02

/** It is not worse than the model that is live: paired, on tune rows that the new one has not learnt from. */
export const incumbentGate: Gate = {
  ...{ gate: 'incumbent', for: 'rank', on: 'tune' },
  judge({ evaluation: { rivals } }) {
    const rival = rivals.find(({ kind }) => kind === 'incumbent')
    if (rival === undefined) return { verdict: 'pass', says: 'there is no incumbent' }
    const alpha = GATE_ALPHA / 2
    const { gain } = rival
    if (gain === undefined)
      return {
        ...{ verdict: 'inconclusive', alpha, says: 'the incumbent could not be scored beside it' },
        wayOut: 'evaluate it again',
      }
    const figures = {
      incumbent: rival.model,
      gain: gain.value,
      low: gain.low,
      high: gain.high,
      margin: INCUMBENT_MARGIN,
    }
    const says = `average precision ${gain.value.toFixed(3)} against the incumbent (at least ${gain.low.toFixed(3)}, margin −${INCUMBENT_MARGIN})`
    if (gain.low >= -INCUMBENT_MARGIN) return { verdict: 'pass', alpha, says, figures }
    return {
      ...{ verdict: gain.high < -INCUMBENT_MARGIN ? 'fail' : 'inconclusive', alpha, says, figures },
      wayOut: 'label more, or keep the incumbent',
    }
  },
}
