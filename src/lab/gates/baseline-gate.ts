import type { Gate } from './gate-evidence.ts'
import { GATE_ALPHA } from './gate-evidence.ts'

/**
 * It ranks better than a list of words that was learnt from the same rows: the lower end of the gain in average precision,
 * by resampling the same groups, is above 0. On tune, which neither has learnt from.
 */
export const baselineGate: Gate = {
  ...{ gate: 'baseline', for: 'observe', on: 'tune' },
  judge({ evaluation: { rivals, content } }) {
    const rival = content === 'image' ? 'the hashes of the pictures it learnt from' : 'a list of words'
    const gain = rivals.find(({ kind }) => kind === 'word-list')?.gain
    const alpha = GATE_ALPHA / 2
    if (gain === undefined)
      return {
        ...{ verdict: 'inconclusive', alpha, says: `it was not held against ${rival}` },
        wayOut: 'evaluate it again beside the baseline',
      }
    const figures = { gain: gain.value, low: gain.low, high: gain.high, rows: gain.of }
    const says = `average precision ${signed(gain.value)} against ${rival} (${signed(gain.low)} to ${signed(gain.high)})`
    if (gain.low > 0) return { verdict: 'pass', alpha, says, figures }
    const labelsNeeded = moreLabels(gain)
    return {
      ...{ verdict: gain.high <= 0 ? 'fail' : 'inconclusive', alpha, says, figures, labelsNeeded },
      wayOut:
        labelsNeeded === undefined
          ? content === 'image'
            ? 'use a bank of hashes, or label more: the head makes too little of what the pictures look like'
            : 'use a list of words (`haechi bank`), or a learner that makes more of the texts'
          : `label about ${labelsNeeded} rows more, so that the difference shows`,
    }
  },
}

/** Intervals shrink with the root of the rows: so many more until this one leaves 0; undefined: it never would. */
function moreLabels({ value, low, of }: { value: number; low: number; of: number }): number | undefined {
  if (value <= 0) return undefined
  const factor = ((value - low) / value) ** 2
  // A sixth of the labels is for tuning.
  return Math.ceil(((factor - 1) * of) / 0.15 / 100) * 100
}

function signed(value: number): string {
  return `${value < 0 ? '−' : '+'}${Math.abs(value).toFixed(3)}`
}
