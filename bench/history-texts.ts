import { harmfulText } from '../src/demo/harmful-text.ts'
import { type Random, seededRandom, weighted } from '../src/demo/random.ts'
import { type Language, SPEECH } from '../src/demo/text/speech.ts'
import { withTypos } from '../src/demo/text/typos.ts'

export interface HistoryTexts {
  readonly chat: readonly string[]
  readonly direct: readonly string[]
  /** What harmful players write. */
  readonly harmful: readonly string[]
}

const pickTopic = weighted({
  insult: 30,
  profane: 10,
  hate: 8,
  threat: 6,
  sexual: 10,
  distress: 3,
  spam: 16,
  scam: 10,
})

/** Distinct messages as the demo world's players write them, half of them Korean. */
export function historyTexts(seed: number, each: number): HistoryTexts {
  const random = seededRandom(seed)
  const language = (): Language => (random.chance(0.55) ? 'ko' : 'en')
  const ordinary = (topic: string) => withTypos(random, SPEECH[language()].ordinary(random, topic), 0.06)
  const near = () => SPEECH[language()].nearMiss(random, 'any')
  return {
    chat: distinct(random, each, () => (random.chance(0.05) ? near() : ordinary('chat'))),
    direct: distinct(random, each, () => (random.chance(0.05) ? near() : ordinary('direct'))),
    harmful: distinct(
      random,
      each / 10,
      () => harmfulText(random, language(), pickTopic(random), 'spam', []).text,
    ),
  }
}

/** The grammar runs dry of new sentences in the end: then people write numbers and names behind them. */
function distinct(random: Random, count: number, draw: () => string): string[] {
  const texts = new Set<string>()
  let again = 0
  while (texts.size < count) {
    const text = draw()
    if (texts.has(text) && ++again > count / 4) texts.add(`${text} ${random.int(1_000_000)}`)
    else texts.add(text)
  }
  return [...texts]
}
