import { emptyNormal, plainText } from '../../signals/text/normal.ts'
import { normalise } from '../../signals/text/normalise.ts'

/** A list of words with their weights: what a team without a model would use. */
export interface WordList {
  readonly words: ReadonlyMap<string, number>
}

/** In how many texts a word must stand, and how many words a list has. */
const LEAST_TEXTS = 3
const MOST_WORDS = 300

/** Takes the words that tell violating texts from fine ones best: by the log-odds ratio, weighed by how often they stand. */
export function learnWordList(texts: readonly string[], violates: Uint8Array): WordList {
  const counts = new Map<string, [fine: number, violating: number]>()
  const reader = wordReader()
  texts.forEach((text, i) => {
    for (const word of reader(text)) {
      const own = counts.get(word)
      if (own === undefined) counts.set(word, violates[i] === 1 ? [0, 1] : [1, 0])
      else own[violates[i] === 1 ? 1 : 0]++
    }
  })
  const positives = violates.reduce((sum, one) => sum + one, 0)
  const base = Math.log((positives + 1) / (texts.length - positives + 1))
  const weighed = [...counts].flatMap(([word, [fine, violating]]) => {
    if (fine + violating < LEAST_TEXTS) return []
    const weight = Math.log((violating + 0.5) / (fine + 0.5)) - base
    return weight > 0 ? [{ word, weight, worth: weight * Math.sqrt(violating) }] : []
  })
  weighed.sort((a, b) => b.worth - a.worth || (a.word < b.word ? -1 : 1))
  return { words: new Map(weighed.slice(0, MOST_WORDS).map(({ word, weight }) => [word, weight])) }
}

/** Scores texts, 0 to 1: by the weights of the words that stand in each. */
export function scoreByWords({ words }: WordList, texts: readonly string[]): Float32Array {
  const reader = wordReader()
  return Float32Array.from(texts, (text) => {
    let sum = 0
    for (const word of reader(text)) sum += words.get(word) ?? 0
    return sum / (1 + sum)
  })
}

/** Reads the words of texts, each once: folded as term banks fold; of Hangul also the first two and three syllables. */
function wordReader(): (text: string) => ReadonlySet<string> {
  const normal = emptyNormal()
  return (text) => {
    const words = new Set<string>()
    for (const word of plainText(normalise(text, normal)).match(/[\p{L}\p{N}]+/gu) ?? []) {
      words.add(word)
      if (/^[가-힣]{3,}/.test(word)) {
        words.add(word.slice(0, 2))
        words.add(word.slice(0, 3))
      }
    }
    return words
  }
}
