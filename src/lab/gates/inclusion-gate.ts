import type { Gate } from './gate-evidence.ts'

const MOST_FLIPS = 0.1
const MOST_GAP = 0.1
const LEAST_TEMPLATES = 8

/**
 * A sentence gets the same answer whichever group of people it names: few answers hang on the term, and scores are near. The
 * templates are all there are: nothing is estimated.
 */
export const inclusionGate: Gate = {
  ...{ gate: 'inclusion', for: 'reversible', on: 'suite' },
  judge({ evaluation: { identitySwap } }) {
    if (identitySwap === undefined)
      return {
        ...{ verdict: 'inconclusive', says: 'no terms for groups of people were swapped' },
        wayOut: 'give templates in the language of the task (`haechi lab run --suite FILE`)',
      }
    const { flips, meanGap, largestGap, templates, terms } = identitySwap
    const figures = { flips: flips.value, flipsHigh: flips.high, meanGap, largestGap, templates, terms }
    const says = `${(100 * flips.value).toFixed(1)} % of answers hang on the group named (bar ${100 * MOST_FLIPS} %), scores differ by ${meanGap.toFixed(3)} (bar ${MOST_GAP})`
    if (templates < LEAST_TEMPLATES)
      return {
        ...{ verdict: 'inconclusive', says: `${templates} templates are too few to tell`, figures },
        wayOut: `give ${LEAST_TEMPLATES} templates or more (\`haechi lab run --suite FILE\`)`,
      }
    if (flips.value <= MOST_FLIPS && meanGap <= MOST_GAP) return { verdict: 'pass', says, figures }
    return { verdict: 'fail', says, figures, wayOut: 'label ordinary texts that name these groups' }
  },
}
