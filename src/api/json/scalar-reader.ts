/** Reads one string, number, boolean or null of a JSON text. */
export interface ScalarReader {
  /** Its value, from byte `at` on; `end` is then behind it, or -1 when it is none, or a string with escapes. */
  read(bytes: Buffer, text: string, at: number): string | number | boolean | null
  end: number
}

const QUOTE = 34
const BACKSLASH = 92
const MINUS = 45
const ZERO = 48
const NINE = 57
/** Digits of which every number is a safe integer. */
const SAFE_DIGITS = 15

/** `text` is the bytes as Latin-1. */
export function createScalarReader(): ScalarReader {
  const reader: ScalarReader = { read, end: -1 }
  return reader

  function read(bytes: Buffer, text: string, at: number): string | number | boolean | null {
    const first = bytes[at]!
    if (first === QUOTE) return readString(bytes, text, at + 1)
    if (first === MINUS || (first >= ZERO && first <= NINE)) return readNumber(bytes, text, at)
    reader.end = -1
    for (const [word, value] of WORDS)
      if (text.startsWith(word, at)) {
        reader.end = at + word.length
        return value
      }
    return null
  }

  function readString(bytes: Buffer, text: string, from: number): string {
    let at = from
    let bits = 0
    for (;;) {
      const byte = bytes[at]!
      if (byte === QUOTE) break
      // Behind the end, `undefined` is no more than 31 either.
      if (!(byte > 31) || byte === BACKSLASH) {
        reader.end = -1
        return ''
      }
      bits |= byte
      at++
    }
    reader.end = at + 1
    return bits < 128 ? text.slice(from, at) : bytes.toString('utf8', from, at)
  }

  /** RFC 8259, section 6. */
  function readNumber(bytes: Buffer, text: string, from: number): number {
    reader.end = -1
    const negative = bytes[from] === MINUS
    const start = negative ? from + 1 : from
    let value = 0
    let at = start
    for (; isDigit(bytes[at]); at++) value = value * 10 + bytes[at]! - ZERO
    if (at === start || (bytes[start] === ZERO && at > start + 1)) return 0
    const isPlain = at - start <= SAFE_DIGITS && bytes[at] !== 46 && ((bytes[at] ?? 0) | 32) !== 101
    if (isPlain) {
      reader.end = at
      return negative ? -value : value
    }
    if (bytes[at] === 46) {
      const point = at++
      while (isDigit(bytes[at])) at++
      if (at === point + 1) return 0
    }
    if (((bytes[at] ?? 0) | 32) === 101) {
      at++
      if (bytes[at] === MINUS || bytes[at] === 43) at++
      const digits = at
      while (isDigit(bytes[at])) at++
      if (at === digits) return 0
    }
    reader.end = at
    return Number(text.slice(from, at))
  }
}

function isDigit(byte: number | undefined): boolean {
  return byte !== undefined && byte >= ZERO && byte <= NINE
}

const WORDS = [
  ['true', true],
  ['false', false],
  ['null', null],
] as const
