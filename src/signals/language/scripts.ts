/** Scripts by ISO 15924 code in small letters; 0 is no letter. */
export const SCRIPTS = [
  '',
  'latn',
  'hang',
  'hani',
  'hira',
  'kana',
  'cyrl',
  'arab',
  'deva',
  'thai',
  'grek',
  'hebr',
  'beng',
  'taml',
  'telu',
  'knda',
  'mlym',
  'gujr',
  'guru',
  'mymr',
  'khmr',
  'laoo',
  'geor',
  'armn',
  'ethi',
  'sinh',
] as const
export type Script = (typeof SCRIPTS)[number]

const NAMES: Readonly<Record<string, string>> = {
  latn: 'Latin',
  hang: 'Hangul',
  hani: 'Han',
  hira: 'Hiragana',
  kana: 'Katakana',
  cyrl: 'Cyrillic',
  arab: 'Arabic',
  deva: 'Devanagari',
  thai: 'Thai',
  grek: 'Greek',
  hebr: 'Hebrew',
  beng: 'Bengali',
  taml: 'Tamil',
  telu: 'Telugu',
  knda: 'Kannada',
  mlym: 'Malayalam',
  gujr: 'Gujarati',
  guru: 'Gurmukhi',
  mymr: 'Myanmar',
  khmr: 'Khmer',
  laoo: 'Lao',
  geor: 'Georgian',
  armn: 'Armenian',
  ethi: 'Ethiopic',
  sinh: 'Sinhala',
}
const PATTERNS = SCRIPTS.slice(1).map((script) => new RegExp(`\\p{Script=${NAMES[script]}}`, 'u'))
const LETTER = /\p{L}/u

const UNSEEN = 255
const known = new Uint8Array(0x10000).fill(UNSEEN)

/** The number in `SCRIPTS` of a UTF-16 unit that is a letter; 0 for all else. Halves of pairs count as none. */
export function scriptOf(unit: number): number {
  const script = known[unit]!
  return script === UNSEEN ? learn(unit) : script
}

function learn(unit: number): number {
  const char = String.fromCharCode(unit)
  const index = LETTER.test(char) ? PATTERNS.findIndex((pattern) => pattern.test(char)) + 1 : 0
  known[unit] = index
  return index
}

/** Letters of each script in a text: into `counts`, by number in `SCRIPTS`. Returns how many letters there are. */
export function countScripts(text: string, counts: Uint32Array): number {
  counts.fill(0)
  let letters = 0
  for (let i = 0; i < text.length; i++) {
    const script = scriptOf(text.charCodeAt(i))
    if (script === 0) continue
    counts[script] = counts[script]! + 1
    letters++
  }
  return letters
}
