import type { Find } from './extractor.ts'

/** What a character that is not seen is. */
export type InvisibleKind = 'zero_width' | 'bidi' | 'tag' | 'selector' | 'filler' | 'blank' | 'control'

export interface Invisible extends Find {
  readonly kind: InvisibleKind
  /** Code points in the run. */
  readonly length: number
  /** Characters of hidden text that the run spells; 0: none. */
  readonly decoded: number
}

const ANY =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: each is looked for by itself.
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\u{1d173}-\u{1d17a}\u{e0000}-\u{e0fff}]/u
// biome-ignore lint/suspicious/noMisleadingCharacterClass: the same.
const PICTURE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}0-9#*\u20e3]/u
const LETTER_OF_JOINING =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Gujarati}\p{Script=Gurmukhi}\p{Script=Sinhala}\p{Script=Mongolian}\p{Script=Khmer}\p{Script=Myanmar}\p{M}]/u
const RIGHT_TO_LEFT = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u
const TAKES_SELECTOR =
  /[\p{Extended_Pictographic}\p{S}\p{P}\p{N}\p{Script=Han}\p{Script=Mongolian}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Myanmar}]/u
const MOST_RUNS = 500

/**
 * Finds what is in a text and is not seen: zero-width characters, bidirectional controls, tags, smuggled variation
 * selectors, Hangul fillers, blank Braille, controls. What writing needs is let be: joiners within emoji and in
 * scripts that join, one selector after a character that takes it, flags, marks of direction beside right-to-left text.
 */
export function findInvisible(raw: string): Invisible[] {
  const found: Invisible[] = []
  if (!ANY.test(raw)) return found
  let before = 0
  for (let at = 0; at < raw.length && found.length < MOST_RUNS; ) {
    const point = raw.codePointAt(at)!
    const kind = kindOf(point)
    if (kind === undefined) {
      before = point
      at += point > 0xffff ? 2 : 1
      continue
    }
    // A run of one kind is one find.
    let end = at
    let length = 0
    let spelt = 0
    let next = point
    while (end < raw.length && kindOf(next) === kind) {
      if (isSpelling(kind, next)) spelt++
      length++
      end += next > 0xffff ? 2 : 1
      next = raw.codePointAt(end) ?? 0
    }
    if (!isNeeded(kind, raw.slice(at, end), length, before, next))
      found.push({ kind, length, span: [at, end], decoded: kind === 'tag' || length > 1 ? spelt : 0 })
    // An emoji goes on behind its joiner.
    if (kind !== 'zero_width' && kind !== 'selector') before = point
    at = end
  }
  return found
}

function kindOf(point: number): InvisibleKind | undefined {
  if (point < 0x20) return point === 9 || point === 10 || point === 13 ? undefined : 'control'
  if (point < 0x7f) return undefined
  if (point < 0xa0) return 'control'
  if (point < 0x2000) {
    if (point === 0x61c) return 'bidi'
    if (point === 0x115f || point === 0x1160) return 'filler'
    if (point >= 0x180b && point <= 0x180f) return point === 0x180e ? 'zero_width' : 'selector'
    return point === 0xad || point === 0x34f || point === 0x17b4 || point === 0x17b5
      ? 'zero_width'
      : undefined
  }
  if (point < 0xffff) {
    if (point === 0x200e || point === 0x200f) return 'bidi'
    if (point >= 0x200b && point <= 0x200d) return 'zero_width'
    if ((point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069)) return 'bidi'
    if (point >= 0x2060 && point <= 0x206f) return 'zero_width'
    if (point === 0x2800) return 'blank'
    if (point === 0x3164 || point === 0xffa0) return 'filler'
    if (point >= 0xfe00 && point <= 0xfe0f) return 'selector'
    return point === 0xfeff || (point >= 0xfff0 && point <= 0xfffb) ? 'zero_width' : undefined
  }
  if (point >= 0xe0100 && point <= 0xe01ef) return 'selector'
  if (point >= 0xe0000 && point <= 0xe0fff) return 'tag'
  return point >= 0x1d173 && point <= 0x1d17a ? 'zero_width' : undefined
}

/** Whether a character spells one of hidden text: tags are ASCII moved up, selectors bytes. */
function isSpelling(kind: InvisibleKind, point: number): boolean {
  return kind === 'tag' ? point >= 0xe0020 && point <= 0xe007e : kind === 'selector'
}

/** Whether writing needs the run, as it stands between `before` and `next`. */
function isNeeded(kind: InvisibleKind, run: string, length: number, before: number, next: number): boolean {
  const left = String.fromCodePoint(before)
  const right = String.fromCodePoint(next)
  switch (kind) {
    case 'zero_width':
      if (length > 1) return false
      if (run === '\u200d') return (PICTURE.test(left) && PICTURE.test(right)) || LETTER_OF_JOINING.test(left)
      return run === '\u200c' && LETTER_OF_JOINING.test(left)
    case 'bidi':
      return (
        length === 1 &&
        /[\u200e\u200f\u061c]/.test(run) &&
        (RIGHT_TO_LEFT.test(left) || RIGHT_TO_LEFT.test(right))
      )
    case 'selector':
      return length === 1 && TAKES_SELECTOR.test(left)
    case 'filler':
      // How old Hangul writes a consonant or a vowel by itself.
      return (
        (run === '\u1160' && /[\u1100-\u115e]/.test(left)) ||
        (run === '\u115f' && /[\u1161-\u11a7]/.test(right))
      )
    case 'tag':
      // A flag of a part of a country: a black flag, two to six letters or digits, and the end.
      return before === 0x1f3f4 && length <= 7 && run.endsWith('\u{e007f}')
    default:
      return false
  }
}
