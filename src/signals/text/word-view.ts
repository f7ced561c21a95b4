import type { Normal } from './normal.ts'
import { foldRoman } from './romanised.ts'

/** The Latin words of a text, each as written and as folded from romanised Korean, between marks. */
export interface WordView {
  length: number
  units: Uint16Array
  /** The plain unit that each unit stands for. */
  froms: Int32Array
}

/** What stands before a word as written, before a folded one, and after either; 0 stands between words. */
export const WORD_MARK = { written: 1, folded: 2, end: 3 } as const

/** Which three letters the keys of either kind begin with: other words are not taken up. */
export interface WordStarts {
  readonly written: Uint8Array
  readonly folded: Uint8Array
}

const SHORTEST = 4
const LONGEST = 24

export function emptyWordView(): WordView {
  return { length: 0, units: new Uint16Array(0), froms: new Int32Array(0) }
}

/** The beginnings of keys, each a mark and letters. */
export function wordStarts(keys: Iterable<string>): WordStarts {
  const starts = { written: new Uint8Array(1 << 15), folded: new Uint8Array(1 << 15) }
  for (const key of keys) {
    const table = key.charCodeAt(0) === WORD_MARK.folded ? starts.folded : starts.written
    table[startOf(key.charCodeAt(1), key.charCodeAt(2), key.charCodeAt(3))] = 1
  }
  return starts
}

/** Fills a view with those words of 4 to 24 letters that begin as a key does. */
export function buildWords(view: WordView, normal: Normal, starts: WordStarts): void {
  const { length } = normal
  const plain = normal.units
  view.length = 0
  // Twice each letter and the marks of words of four letters or more.
  if (view.units.length < length * 4 + 16) {
    const roomy = Math.max(256, length * 5)
    view.units = new Uint16Array(roomy)
    view.froms = new Int32Array(roomy)
  }
  const { units, froms } = view
  let n = 0
  for (let at = 0; at < length; at++) {
    if (!isLatin(plain[at]!)) continue
    const from = at
    while (at < length && isLatin(plain[at]!)) at++
    if (at - from < SHORTEST || at - from > LONGEST) continue
    if (starts.written[startOf(plain[from]!, plain[from + 1]!, plain[from + 2]!)] === 1) {
      units[n] = WORD_MARK.written
      froms[n++] = from
      for (let i = from; i < at; i++) {
        units[n] = plain[i]!
        froms[n++] = i
      }
      n = close(n, at)
    }
    const begun = n
    units[n] = WORD_MARK.folded
    froms[n++] = from
    n = foldRoman(plain, from, at, units, froms, n)
    if (
      n - begun > 3 &&
      starts.folded[startOf(units[begun + 1]!, units[begun + 2]!, units[begun + 3]!)] === 1
    )
      n = close(n, at)
    else n = begun
  }
  view.length = n

  function close(to: number, at: number): number {
    units[to] = WORD_MARK.end
    froms[to] = at
    units[to + 1] = 0
    froms[to + 1] = at
    return to + 2
  }
}

function startOf(first: number, second: number, third: number): number {
  return ((first & 31) << 10) | ((second & 31) << 5) | (third & 31)
}

function isLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a
}
