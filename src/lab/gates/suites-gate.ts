import type { Gate } from './gate-evidence.ts'
import { notForImages } from './not-for-images.ts'

const LEAST_MACRO = 0.8
const LEAST_RIGHT = 0.5
const ALPHA = 0.05

/**
 * It does what the cases of a behavioural suite ask for (HateCheck: P. Röttger et al., ACL 2021): every case that must be
 * right, four in five over functionalities, half of each, and no fewer than the incumbent (exact McNemar). The cases are
 * all there are: nothing but the comparison is estimated.
 */
export const suitesGate: Gate = {
  ...{ gate: 'suites', for: 'reversible', on: 'suite' },
  judge({ evaluation: { suites, content } }) {
    if (content === 'image') return notForImages('suites of sentences')
    if (suites.length === 0)
      return {
        ...{ verdict: 'inconclusive', says: 'it was tried on no suite' },
        wayOut: 'give cases of your own, or HateCheck (`haechi lab run --suite FILE`)',
      }
    const wrong = suites.flatMap(({ suite, functionalities, macro, againstIncumbent: rival }) => {
      const must = functionalities.filter(({ mustPass, right }) => mustPass && right.value < 1)
      const free = functionalities.filter(({ mustPass }) => !mustPass)
      const low = free.filter(({ right }) => right.value < LEAST_RIGHT)
      return [
        ...must.map(({ name }) => `${suite}: ${name} must be right and is not`),
        ...(free.length > 0 && macro < LEAST_MACRO
          ? [`${suite}: ${(100 * macro).toFixed(0)} % right of 80`]
          : []),
        ...low.map(({ name, right }) => `${suite}: ${name} ${(100 * right.value).toFixed(0)} % of 50`),
        ...(rival !== undefined && rival.onlyOther > rival.onlyThis && rival.p < ALPHA
          ? [`${suite}: worse than the incumbent`]
          : []),
      ]
    })
    const figures = Object.fromEntries(suites.map(({ suite, macro }) => [suite, macro]))
    if (wrong.length === 0)
      return { verdict: 'pass', alpha: ALPHA, figures, says: `${suites.length} suites hold` }
    const more = wrong.length > 4 ? ` and ${wrong.length - 4} more` : ''
    return {
      ...{ verdict: 'fail', alpha: ALPHA, figures, says: wrong.slice(0, 4).join('; ') + more },
      wayOut: 'label texts like those cases; until then it may rank a queue',
    }
  },
}
