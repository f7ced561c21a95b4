import { type Scorer, scoreViolates } from '../train/scorer.ts'

/** Words of a text that are left out at most: the first ones. */
export const MOST_WORDS = 100

/** How much less a text is taken to violate without one of its words; `at`: the word's number from 0. */
export interface WordGain {
  readonly at: number
  readonly gain: number
}

/**
 * Reasons of a model that gives none of its own: what its score falls by when one word is left out (occlusion: M. Zeiler and
 * R. Fergus, 2014), the largest first. Words between which no space stands are one. Costs a score a word.
 */
export async function leaveOutWords(scorer: Scorer, text: string): Promise<readonly WordGain[]> {
  const words = text.split(/\s+/).filter((word) => word !== '')
  const tried = words.slice(0, MOST_WORDS)
  const without = tried.map((_, out) => words.filter((_, at) => at !== out).join(' '))
  const [whole = Number.NaN, ...scores] = await scoreViolates(scorer, [words.join(' '), ...without])
  return scores
    .map((score, at) => ({ at, gain: whole - score }))
    .sort((a, b) => b.gain - a.gain || a.at - b.at)
}
