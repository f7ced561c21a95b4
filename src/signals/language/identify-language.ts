import { scoreGrams } from './score-grams.ts'
import { countScripts, SCRIPTS, type Script } from './scripts.ts'
import { TABLE_LANGUAGES } from './table-data.ts'

export interface Identified {
  /** ISO 639-1; `unknown` when the text does not tell. */
  readonly language: string
  /** The chance that `language` is right, from 0 to 1; 0 when it is unknown. */
  readonly confidence: number
  /** ISO 15924 in small letters, of most letters; `hans` and `hant` where Chinese tells; `` without letters. */
  readonly script: string
  /** Whether a second script has a fourth of the letters and more. */
  readonly mixed: boolean
}

export interface LanguageOptions {
  /** Languages that there may be; undefined: all. */
  readonly languages?: ReadonlySet<string>
  readonly minConfidence: number
}

export const LANGUAGE_DEFAULTS: LanguageOptions = { minConfidence: 0.6 }

/** Scripts that one language, of those that we tell apart, is written in. */
const ONE_LANGUAGE: Partial<Record<Script, string>> = {
  hang: 'ko',
  thai: 'th',
  grek: 'el',
  hebr: 'he',
  beng: 'bn',
  taml: 'ta',
  telu: 'te',
  knda: 'kn',
  mlym: 'ml',
  gujr: 'gu',
  guru: 'pa',
  mymr: 'my',
  khmr: 'km',
  laoo: 'lo',
  geor: 'ka',
  armn: 'hy',
  ethi: 'am',
  sinh: 'si',
}
const OF_SCRIPT: Partial<Record<Script, readonly string[]>> = {
  latn: 'en es pt de fr id vi tr it pl nl tl sv ro'.split(' '),
  cyrl: 'ru uk bg'.split(' '),
  arab: 'ar fa ur'.split(' '),
  deva: 'hi mr'.split(' '),
}
const NUMBER = Object.fromEntries(SCRIPTS.map((script, i) => [script, i])) as Record<Script, number>
/** Letters that a syllable or character of a script is worth, beside alphabets. */
const WORTH = new Float64Array(SCRIPTS.length).fill(1)
for (const script of ['hang', 'hani', 'hira', 'kana'] as const) WORTH[NUMBER[script]] = 2.5

const SIMPLIFIED =
  /[们这说时么为过来对见个没还让给吗谁边话买钱开关门问点样头东车马鱼鸟龙级无从条战应经现实业]/
const TRADITIONAL =
  /[們這說時麼為過來對見個沒還讓給嗎誰邊話買錢開關門問點樣頭東車馬魚鳥龍級無從條戰應經現實業]/
/** Characters of Japanese that Chinese of today does not have. */
const JAPANESE = /[気円広駅戻働込畑峠辻匂笹枠栃塩仏沢浜桜黒楽薬発変帰図様]/

/** What stands beyond it tells no more. */
const LONGEST = 10_000
/** What is in no language: addresses, mentions, tags. */
const ADDRESS =
  /[a-z]{1,12}:\/\/\S+|\S{1,64}@\S{1,255}|[@#][\w.]+|(?<![\w.-])[a-z0-9-]{1,63}(?:\.[a-z0-9-]{2,63})+(?:\/\S*)?/gi

const counts = new Uint32Array(SCRIPTS.length)

/** Tells the language of a text by its scripts and, where several languages share one, by n-grams. Linear in time. */
export function identifyLanguage(raw: string, options: LanguageOptions = LANGUAGE_DEFAULTS): Identified {
  const text = /[@#]|[.:/][/a-z0-9]/i.test(raw) ? raw.slice(0, LONGEST).replace(ADDRESS, ' ') : raw
  // 1. What it is written in.
  const letters = countScripts(text, counts)
  if (letters === 0) return NO_LETTERS
  let sum = 0
  let first = 0
  let second = 0
  let most = 0
  let next = 0
  for (let i = 1; i < counts.length; i++) {
    const weight = counts[i]! * WORTH[i]!
    sum += weight
    if (weight > most) {
      next = most
      second = first
      most = weight
      first = i
    } else if (weight > next) {
      next = weight
      second = i
    }
  }
  const script = SCRIPTS[first]!
  const isJapanese = counts[NUMBER.hira]! + counts[NUMBER.kana]! > 0 && isOneOf(script, CJK)
  const mixed = next / sum >= 0.25 && !(isOneOf(script, CJK) && isOneOf(SCRIPTS[second]!, CJK))
  const answer = (language: string, confidence: number, written: string = script): Identified =>
    confidence >= options.minConfidence && (options.languages?.has(language) ?? true)
      ? { language, confidence, script: written, mixed }
      : { language: 'unknown', confidence: 0, script: written, mixed }
  // 2. One language by its script. A fifth or more of a text may be another's words: `gg`, `lol`, names.
  const share = most / sum
  if (isJapanese && isOneOf(script, CJK)) {
    const own = counts[NUMBER.hira]! + counts[NUMBER.kana]! + counts[NUMBER.hani]!
    return answer('ja', Math.min(0.99, (own * WORTH[NUMBER.hani]!) / sum))
  }
  if (script === 'hani') {
    const simplified = SIMPLIFIED.test(text)
    const traditional = TRADITIONAL.test(text)
    if (!simplified && !traditional && JAPANESE.test(text)) return answer('ja', 0.8 * share)
    const written = simplified === traditional ? 'hani' : simplified ? 'hans' : 'hant'
    return answer('zh', share * (written !== 'hani' ? 0.98 : letters >= 4 ? 0.85 : 0.65), written)
  }
  const only = ONE_LANGUAGE[script]
  if (only !== undefined) return answer(only, Math.min(0.99, 0.5 + share / 2))
  // 3. Of several that share it, by n-grams.
  const candidates = OF_SCRIPT[script]
  return candidates === undefined ? answer('unknown', 0) : byGrams(text, candidates, options, share, answer)
}

const NO_LETTERS: Identified = Object.freeze({ language: 'unknown', confidence: 0, script: '', mixed: false })
const CJK: readonly Script[] = ['hani', 'hira', 'kana']

function isOneOf(script: Script, list: readonly Script[]): boolean {
  return list.includes(script)
}

/** ELD scales means so (`orderAndScale`). */
const SCALE = 25
/**
 * A logistic fit of whether the best language is the right one, on texts of one to eight words (every other line of
 * bench/data/language-chat.tsv; `npm run bench -- language` tells how it holds on the others). Of: 1, the best score, its lead over the second, ln(1 + letters), lead × ln(1 + letters),
 * lead / best.
 */
const FIT = [-5.34, 3.48, -0.22, 1.83, 3.55, -1.47] as const
/** Below it an alphabet does not tell. */
const LEAST_LETTERS = 4

function byGrams(
  text: string,
  candidates: readonly string[],
  { languages }: LanguageOptions,
  share: number,
  answer: (language: string, confidence: number) => Identified,
): Identified {
  const { means, letters } = scoreGrams(text)
  let best = 0
  let second = 0
  let language = 'unknown'
  for (let i = 0; i < means.length; i++) {
    const code = TABLE_LANGUAGES[i]!
    if (!candidates.includes(code) || (languages !== undefined && !languages.has(code))) continue
    const score = means[i]! / (means[i]! + SCALE)
    if (score > best) {
      second = best
      best = score
      language = code
    } else if (score > second) second = score
  }
  if (best === 0 || letters < LEAST_LETTERS) return answer('unknown', 0)
  const lead = best - second
  const size = Math.log1p(letters)
  const z =
    FIT[0] + FIT[1] * best + FIT[2] * lead + FIT[3] * size + FIT[4] * lead * size + (FIT[5] * lead) / best
  return answer(language, (1 / (1 + Math.exp(-z))) * Math.min(1, 0.25 + share))
}
