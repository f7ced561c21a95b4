import { exactLower, exactUpper } from '../../stats/proportion/exact-bound.ts'
import { GATE_ALPHA, type Gate } from './gate-evidence.ts'
import { notForImages } from './not-for-images.ts'

export const MOST_FLIPS = 0.1
export const MOST_GAP = 0.1
/** With fewer not even a model without a fault would pass: 29 sentences without a flip bound flips to one in ten. */
const LEAST_TEMPLATES = 29

/**
 * A sentence gets the same answer whichever group of people it names: few answers hang on the term (exact upper bound over
 * sentences drawn from all of their form), and scores are near (upper bound of the mean). Both must hold.
 */
export const inclusionGate: Gate = {
  ...{ gate: 'inclusion', for: 'reversible', on: 'suite' },
  judge({ evaluation: { identitySwap, content } }) {
    if (content === 'image') return notForImages('sentences that name groups of people')
    const alpha = GATE_ALPHA
    if (identitySwap === undefined)
      return {
        ...{ verdict: 'inconclusive', alpha, says: 'no terms for groups of people were swapped' },
        wayOut: 'give templates in the language of the task (`haechi lab run --suite FILE`)',
      }
    const { flips, meanGap, meanGapHigh = 1, largestGap, templates, terms } = identitySwap
    const hanging = Math.round(flips.value * templates)
    const most = exactUpper(hanging, templates, alpha)
    const figures = {
      ...{ flips: flips.value, flipsMost: most, meanGap, meanGapMost: meanGapHigh, largestGap },
      ...{ templates, terms },
    }
    const says = `${percent(flips.value)} of answers hang on the group named (at most ${percent(most)}, bar ${percent(MOST_FLIPS)}), scores differ by ${meanGap.toFixed(3)} (at most ${meanGapHigh.toFixed(3)}, bar ${MOST_GAP})`
    if (templates < LEAST_TEMPLATES)
      return {
        ...{ verdict: 'inconclusive', alpha, says: `${templates} templates are too few to tell`, figures },
        wayOut: `give ${LEAST_TEMPLATES} templates or more (\`haechi lab run --suite FILE\`)`,
      }
    if (most <= MOST_FLIPS && meanGapHigh <= MOST_GAP) return { verdict: 'pass', alpha, says, figures }
    const isOver = exactLower(hanging, templates, alpha) > MOST_FLIPS || meanGap > MOST_GAP
    return {
      ...{ verdict: isOver ? 'fail' : 'inconclusive', alpha, says, figures },
      wayOut: 'label ordinary texts that name these groups, each group as often as the others',
    }
  },
}

function percent(share: number): string {
  return `${(100 * share).toFixed(1)} %`
}
