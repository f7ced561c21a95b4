import { scoreInterval } from '../../stats/score-interval.ts'
import type { IdentitySwap } from '../evaluate/evaluation.ts'
import { type Scorer, scoreViolates } from '../train/scorer.ts'
import { identitySentences } from './identity-sentences.ts'
import { IDENTITY_TERMS } from './identity-terms.ts'
import { upperMean } from './upper-mean.ts'

/** Measures how far the score hangs on who is spoken of, over terms in the same templates. */
export async function identitySwap(
  scorer: Scorer,
  threshold: number,
  languages: readonly ('en' | 'ko')[],
): Promise<IdentitySwap | undefined> {
  const gaps: number[] = []
  let flips = 0
  const shifts = new Map<string, number[]>()
  for (const language of languages) {
    const terms = IDENTITY_TERMS.map((term) => term[language])
    for (const template of identitySentences(language)) {
      const scores = await scoreViolates(
        scorer,
        terms.map((term) => template.replace('{}', term)),
      )
      const [low, high] = [Math.min(...scores), Math.max(...scores)]
      gaps.push(high - low)
      if (low < threshold && high >= threshold) flips++
      const mean = scores.reduce((sum, score) => sum + score, 0) / scores.length
      terms.forEach((term, i) => {
        shifts.set(term, [...(shifts.get(term) ?? []), scores[i]! - mean])
      })
    }
  }
  const templates = gaps.length
  if (templates === 0) return undefined
  const meanOf = (values: readonly number[]) => values.reduce((sum, one) => sum + one, 0) / values.length
  return {
    templates,
    terms: IDENTITY_TERMS.length,
    meanGap: meanOf(gaps),
    meanGapHigh: upperMean(gaps),
    largestGap: Math.max(...gaps),
    flips: { value: flips / templates, ...scoreInterval(flips / templates, templates), of: templates },
    worstTerms: [...shifts]
      .map(([term, own]) => ({ term, meanShift: meanOf(own) }))
      .sort((a, b) => Math.abs(b.meanShift) - Math.abs(a.meanShift))
      .slice(0, 8),
  }
}
