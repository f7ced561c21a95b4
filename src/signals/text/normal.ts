/**
 * A text in two forms, each with its way back to the raw text. The plain form is folded (NFKC, case,
 * confusables, invisible characters, split jamo, spaces). The squeezed form holds only the stretches that look
 * like an evasion (letters apart, repeated, written as digits), with separators and repeats taken away; a 0
 * stands between stretches. Only the first `length` and `squeezedLength` entries of the arrays count.
 */
export interface Normal {
  raw: string
  length: number
  units: Uint16Array
  /** Where in the raw text the character of each plain unit begins and ends, in UTF-16 units. */
  starts: Int32Array
  ends: Int32Array
  squeezedLength: number
  squeezed: Uint16Array
  /** The first and last plain unit that each squeezed unit stands for. */
  firsts: Int32Array
  lasts: Int32Array
}

/** A `Normal` with no text in it, to be reused. */
export function emptyNormal(): Normal {
  return {
    raw: '',
    length: 0,
    units: new Uint16Array(0),
    starts: new Int32Array(0),
    ends: new Int32Array(0),
    squeezedLength: 0,
    squeezed: new Uint16Array(0),
    firsts: new Int32Array(0),
    lasts: new Int32Array(0),
  }
}

/** The plain form as a string. */
export function plainText(normal: Normal): string {
  return textOf(normal.units, normal.length)
}

/** The squeezed form as a string; U+0000 stands between stretches. */
export function squeezedText(normal: Normal): string {
  return textOf(normal.squeezed, normal.squeezedLength)
}

function textOf(units: Uint16Array, length: number): string {
  let text = ''
  for (let i = 0; i < length; i += 8192)
    text += String.fromCharCode(...units.subarray(i, Math.min(length, i + 8192)))
  return text
}
