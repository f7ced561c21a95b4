import { KIND, kind } from './fold-table.ts'
import type { Normal } from './normal.ts'
import { codeWith, isShortWord } from './short-words.ts'
import { appendSqueezed, type Squeezed } from './squeeze.ts'

export function emptySqueezed(): Squeezed {
  return {
    squeezed: new Uint16Array(0),
    squeezedLength: 0,
    firsts: new Int32Array(0),
    lasts: new Int32Array(0),
  }
}

/**
 * Squeezes the stretches of a plain form that may be one word cut in two (`fu ck`, `fuc king`: a short word that is no
 * common one, with the words at both sides), or a word with a letter doubled (`fucck`).
 */
export function buildPieces(into: Squeezed, { units, length }: Normal): void {
  into.squeezedLength = 0
  let stretch = -1
  let before = -1
  let carried = false
  for (let at = 0; at < length; ) {
    // A word is what stands between spaces or signs.
    const word = at
    let code = 0
    let size = 0
    let doubled = false
    for (; at < length; at++) {
      const unit = units[at]!
      if (unit < 0x61 || unit > 0x7a) break
      size++
      if (size <= 4) code = codeWith(code, unit)
      if (size > 1 && unit === units[at - 1]) doubled = true
    }
    if (size === 0) {
      if (kind[units[at]!] !== KIND.space && kind[units[at]!] !== KIND.other) {
        close(word)
        before = -1
        carried = false
      }
      at++
      continue
    }
    const piece = size < 5 && size > 1 && !isShortWord(code)
    if (piece || carried || doubled) {
      if (stretch < 0) stretch = piece && before >= 0 ? before : word
    } else close(word)
    carried = piece
    before = word
  }
  close(length)

  function close(end: number): void {
    if (stretch >= 0) appendSqueezed(into, units, stretch, end)
    stretch = -1
  }
}
