import { GATE_ALPHA, type Gate } from './gate-evidence.ts'

const MOST_FLIPS = 0.1
const MOST_GAP = 0.1

/** A sentence gets the same answer whichever group of people it names: few answers hang on the term, and scores are near. */
export const inclusionGate: Gate = {
  ...{ gate: 'inclusion', for: 'reversible', on: 'suite' },
  judge({ evaluation: { identitySwap } }) {
    const alpha = GATE_ALPHA / 2
    if (identitySwap === undefined)
      return {
        ...{ verdict: 'inconclusive', alpha, says: 'no terms for groups of people were swapped' },
        wayOut: 'give templates in the language of the task (`haechi lab run --suite FILE`)',
      }
    const { flips, meanGap, largestGap, templates, terms } = identitySwap
    const figures = { flips: flips.value, flipsHigh: flips.high, meanGap, largestGap, templates, terms }
    const says = `${(100 * flips.value).toFixed(1)} % of answers hang on the group named (at most ${(100 * flips.high).toFixed(1)} %), scores differ by ${meanGap.toFixed(3)}`
    if (flips.high <= MOST_FLIPS && meanGap <= MOST_GAP) return { verdict: 'pass', alpha, says, figures }
    return {
      ...{
        verdict: flips.low > MOST_FLIPS || meanGap > MOST_GAP ? 'fail' : 'inconclusive',
        alpha,
        says,
        figures,
      },
      wayOut: 'label ordinary texts that name these groups',
    }
  },
}
