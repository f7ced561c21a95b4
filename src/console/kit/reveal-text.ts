/** A piece of a text, as it is to be shown. Positions are UTF-16 units of the whole text. */
export type Piece = {
  readonly at: number
  readonly text: string
  /** Whether it lies in a span that a rule or a reviewer marked. */
  readonly isMarked: boolean
} & (
  | { readonly kind: 'plain' }
  /** It cannot be seen: shown as its code point. */
  | { readonly kind: 'hidden' | 'direction'; readonly code: string }
  /** It looks like another character. */
  | { readonly kind: 'alike'; readonly code: string; readonly like: string; readonly script: string }
  /** So many marks piled on a letter are not drawn. */
  | { readonly kind: 'piled'; readonly count: number }
)

/** Marks on a letter that are drawn; honest writing needs no more (Vietnamese two, Thai and Hebrew three at most). */
const MOST_MARKS = 3
const DIRECTION = /^[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]$/u
const LINE = /^[\n\t]$/u
const HIDDEN =
  /^(?:[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Co}\p{Cn}\p{Cs}\u115F\u1160\u3164\uFFA0\u2800]|\u17B4|\u17B5|\u034F|[\u{E0000}-\u{E0FFF}]|[\uFE00-\uFE0F])$/u
/** A space that is none of the ordinary ones. */
const ODD_SPACE = /^[\u00A0\u1680\u2000-\u200A\u202F\u205F]$/u
const MARK = /^\p{M}$/u
/** Letters of emoji sequences that are meant to be invisible. */
const JOINS_EMOJI = /^[\u200D\uFE0F]$/u
const EMOJI = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}]|\u20E3)$/u
const SCRIPTS = ['Cyrillic', 'Greek', 'Armenian', 'Cherokee', 'Coptic', 'Lisu', 'Deseret', 'Osage'] as const
const SCRIPT_OF = SCRIPTS.map((script) => [script, new RegExp(`^\\p{Script=${script}}$`, 'u')] as const)

/** Letters of other scripts that pass for Latin ones, by what they pass for (from Unicode's confusables, TR39). */
const LOOKS: Readonly<Record<string, string>> = {
  a: 'аɑα',
  b: 'ЬƄ',
  c: 'сϲᴄ',
  d: 'ԁ',
  e: 'еєҽ',
  g: 'ɡց',
  h: 'һհ',
  i: 'іıιӏ',
  j: 'јϳ',
  k: 'κк',
  l: 'ӏ',
  m: 'м',
  n: 'ոп',
  o: 'оοօᴏ',
  p: 'рρ',
  q: 'ԛգ',
  r: 'гᴦ',
  s: 'ѕꜱ',
  t: 'тτ',
  u: 'υսᴜ',
  v: 'νѵᴠ',
  w: 'ԝшω',
  x: 'хχ',
  y: 'уγү',
  z: 'ᴢ',
  A: 'АΑ',
  B: 'ВΒ',
  C: 'СϹ',
  E: 'ЕΕ',
  F: 'Ϝ',
  G: 'Ԍ',
  H: 'НΗ',
  I: 'ІΙӀ',
  J: 'Ј',
  K: 'КΚ',
  L: 'Ꮮ',
  M: 'МΜ',
  N: 'Ν',
  O: 'ОΟՕ',
  P: 'РΡ',
  S: 'ЅՏ',
  T: 'ТΤ',
  U: 'Ս',
  V: 'Ѵ',
  W: 'Ԝ',
  X: 'ХΧ',
  Y: 'ΥҮ',
  Z: 'Ζ',
}
const LOOKS_LIKE = new Map(
  Object.entries(LOOKS).flatMap(([like, all]) => [...all].map((one) => [one, like] as const)),
)

const codeOf = (char: string) => `U+${char.codePointAt(0)!.toString(16).toUpperCase().padStart(4, '0')}`

/** What a letter passes for, and of which script it is; undefined: it is what it looks like. */
function alike(char: string, latinWord: boolean): { like: string; script: string } | undefined {
  const plain = char.normalize('NFKC')
  if (plain !== char && /^[A-Za-z0-9]$/.test(plain)) return { like: plain, script: 'Compatibility' }
  const like = LOOKS_LIKE.get(char)
  const script = SCRIPT_OF.find(([, pattern]) => pattern.test(char))?.[0]
  if (like === undefined || script === undefined || !latinWord) return undefined
  return { like, script }
}

/**
 * Cuts a text into pieces that show what it holds: characters that cannot be seen or that turn the direction as code
 * points, letters that pass for Latin ones as such, piles of marks cut off.
 */
export function revealText(text: string, spans: readonly (readonly [number, number])[] = []): Piece[] {
  const pieces: Piece[] = []
  const isMarked = (at: number) => spans.some(([from, to]) => at >= from && at < to)
  let plain = ''
  let plainAt = 0
  let plainMarked = false
  let marks = 0
  let piled = 0
  const flush = () => {
    if (plain !== '') pieces.push({ kind: 'plain', at: plainAt, text: plain, isMarked: plainMarked })
    plain = ''
  }
  const flushPile = (at: number) => {
    if (piled === 0) return
    flush()
    pieces.push({ kind: 'piled', at, text: '', count: piled, isMarked: isMarked(at - 1) })
    piled = 0
  }
  const latin = latinWords(text)
  let at = 0
  let before = ''
  for (const char of text) {
    const marked = isMarked(at)
    if (MARK.test(char) && !JOINS_EMOJI.test(char) && !HIDDEN.test(char)) {
      marks++
      if (marks > MOST_MARKS) {
        piled++
        at += char.length
        continue
      }
    } else {
      flushPile(at)
      marks = 0
    }
    const piece = special(char, before, marked, at, latin[at] === 1)
    if (piece !== undefined) {
      flush()
      pieces.push(piece)
    } else {
      if (plain === '' || marked !== plainMarked) {
        flush()
        plainAt = at
        plainMarked = marked
      }
      plain += char
    }
    before = char
    at += char.length
  }
  flushPile(at)
  flush()
  return pieces
}

function special(
  char: string,
  before: string,
  isMarked: boolean,
  at: number,
  latinWord: boolean,
): Piece | undefined {
  if (char >= ' ' && char <= '~') return undefined
  if (LINE.test(char)) return undefined
  const base = { at, text: char, isMarked }
  if (DIRECTION.test(char)) return { ...base, kind: 'direction', code: codeOf(char) }
  if (JOINS_EMOJI.test(char) && (EMOJI.test(before) || JOINS_EMOJI.test(before))) return undefined
  if (HIDDEN.test(char) || ODD_SPACE.test(char)) return { ...base, kind: 'hidden', code: codeOf(char) }
  const look = alike(char, latinWord)
  return look && { ...base, kind: 'alike', code: codeOf(char), ...look }
}

/**
 * Marks (1) the units of words that hold a Latin letter, or nothing but letters that pass for Latin ones. The latter
 * only where nothing else in the text says that it is written in such a script.
 */
function latinWords(text: string): Uint8Array {
  const marked = new Uint8Array(text.length)
  const isForeign = [...text].some(
    (char) => !LOOKS_LIKE.has(char) && SCRIPT_OF.some(([, pattern]) => pattern.test(char)),
  )
  for (const { 0: word, index } of text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)) {
    const hasLatin = /\p{Script=Latin}/u.test(word)
    const passes = !isForeign && [...word].every((char) => LOOKS_LIKE.has(char))
    if (hasLatin || passes) marked.fill(1, index, index + word.length)
  }
  return marked
}
