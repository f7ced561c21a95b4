import { KIND, kind } from './fold-table.ts'
import type { Normal } from './normal.ts'
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
 * Squeezes every stretch of Latin words of a plain form, since each may be one word cut in two (`fu ck`, `fuc king`)
 * or have a letter doubled (`fucck`).
 */
export function buildPieces(into: Squeezed, { units, length }: Normal): void {
  into.squeezedLength = 0
  for (let at = 0; at < length; at++) {
    if (!isLatin(units[at]!)) continue
    const from = at
    while (at < length && (isLatin(units[at]!) || isGap(units[at]!))) at++
    appendSqueezed(into, units, from, at)
  }
}

function isLatin(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a
}

function isGap(unit: number): boolean {
  return kind[unit] === KIND.space || kind[unit] === KIND.other
}
