import type { OcrWord } from './words-of-tsv.ts'

/** A line that holds. */
export interface OcrLine {
  readonly text: string
  /** 0 to 100: of its words, each by its letters. */
  readonly confidence: number
  readonly letters: number
  readonly left: number
  readonly top: number
  readonly right: number
  readonly bottom: number
}

/** A word below it is left out; a line below it, or with fewer letters, is none. Hangul says much in two letters. */
const WORD = 45
const LINE = 70
const LETTERS = 3
const HANGUL_LETTERS = 2
/** Long lines are less often seen where there are none; names of sites are in no dictionary, and so read less surely. */
const LONG_LINE = 60
const LONG = 7

/** The lines of what was read, without what was read unsurely: in textures an engine sees letters where there are none. */
export function heldLines(words: readonly OcrWord[]): OcrLine[] {
  const byLine = new Map<string, OcrWord[]>()
  for (const word of words) {
    if (word.confidence < WORD) continue
    const line = byLine.get(word.line)
    if (line) line.push(word)
    else byLine.set(word.line, [word])
  }
  return [...byLine.values()].map(lineOf).filter(holds)
}

function holds({ text, confidence, letters }: OcrLine): boolean {
  const hangul = text.match(/\p{Script=Hangul}/gu)?.length ?? 0
  return (
    confidence >= (letters >= LONG ? LONG_LINE : LINE) && (letters >= LETTERS || hangul >= HANGUL_LETTERS)
  )
}

function lineOf(words: readonly OcrWord[]): OcrLine {
  const letters = words.map(({ text }) => text.match(/[\p{L}\p{N}]/gu)?.length ?? 0)
  const all = letters.reduce((sum, count) => sum + count, 0)
  const sure = words.reduce((sum, { confidence }, at) => sum + confidence * letters[at]!, 0)
  return {
    text: words.map(({ text }) => text).join(' '),
    confidence: all === 0 ? 0 : sure / all,
    letters: all,
    left: Math.min(...words.map(({ left }) => left)),
    top: Math.min(...words.map(({ top }) => top)),
    right: Math.max(...words.map(({ left, width }) => left + width)),
    bottom: Math.max(...words.map(({ top, height }) => top + height)),
  }
}
