import type { Random } from './random.ts'
import { evade } from './text/evade.ts'
import { type Language, SPEECH } from './text/speech.ts'
import { withTypos } from './text/typos.ts'
import type { Behaviour, Truth } from './truth.ts'

/** The share of harmful texts that avoid the obvious words, and the share of the others that are disguised. */
const VEILED_SHARE = 0.12
const EVADED_SHARE = 0.25

/** Topics that have a form without the obvious words. */
const VEILED: ReadonlySet<string> = new Set([
  'insult',
  'hate',
  'threat',
  'sexual',
  'distress',
  'spam',
  'scam',
  'seek',
  'raid',
])

/** Draws what a harmful player writes on a topic, with its truth. */
export function harmfulText(
  random: Random,
  language: Language,
  topic: string,
  behaviour: Behaviour,
  policies: readonly string[],
): { text: string; truth: Truth } {
  const veiled = VEILED.has(topic) && random.chance(VEILED_SHARE)
  const plain = SPEECH[language].harmful(random, veiled ? `${topic}_veiled` : topic)
  if (!veiled && random.chance(EVADED_SHARE)) {
    const { text, evasion } = evade(random, plain)
    return { text, truth: { behaviour, violating: true, policies, ...(evasion ? { evasion } : {}) } }
  }
  const truth: Truth = { behaviour, violating: true, policies, ...(veiled ? { evasion: 'veiled' } : {}) }
  return { text: withTypos(random, plain, 0.04), truth }
}
