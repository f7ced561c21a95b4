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

const SHORTEST = 4
const LONGEST = 24

export function emptyWordView(): WordView {
  return { length: 0, units: new Uint16Array(0), froms: new Int32Array(0) }
}

/** Fills a view with the words of 4 to 24 letters of a text; `folded`: with their folded forms, too. */
export function buildWords(view: WordView, normal: Normal, folded: boolean): void {
  const { length } = normal
  const plain = normal.units
  view.length = 0
  if (view.units.length < length * 3 + 16) {
    const roomy = Math.max(256, length * 4)
    view.units = new Uint16Array(roomy)
    view.froms = new Int32Array(roomy)
  }
  const { units, froms } = view
  let n = 0
  const put = (unit: number, at: number) => {
    units[n] = unit
    froms[n++] = at
  }
  for (let at = 0; at < length; at++) {
    if (!isLatin(plain[at]!)) continue
    const from = at
    while (at < length && isLatin(plain[at]!)) at++
    if (at - from < SHORTEST || at - from > LONGEST) continue
    put(WORD_MARK.written, from)
    for (let i = from; i < at; i++) put(plain[i]!, i)
    put(WORD_MARK.end, at)
    put(0, at)
    if (!folded) continue
    put(WORD_MARK.folded, from)
    foldRoman(plain, from, at, put)
    put(WORD_MARK.end, at)
    put(0, at)
  }
  view.length = n
}

function isLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a
}
