import type { Mistake } from './syntax.ts'

const SIMPLE: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
  '\\': '\\',
  '?': '?',
  '"': '"',
  "'": "'",
  '`': '`',
}

/** Reads the escapes of a CEL string literal; `start` is where its body begins in the text. */
export function readEscapes(body: string, start: number, report: (mistake: Mistake) => void): string {
  if (!body.includes('\\')) return body
  let out = ''
  for (let i = 0; i < body.length; ) {
    const backslash = body.indexOf('\\', i)
    if (backslash < 0) return out + body.slice(i)
    out += body.slice(i, backslash)
    const letter = body[backslash + 1] ?? ''
    const plain = SIMPLE[letter]
    if (plain !== undefined) {
      out += plain
      i = backslash + 2
      continue
    }
    const [digits, radix] = codeOf(letter, body.slice(backslash + 1, backslash + 10))
    const code = digits === undefined ? Number.NaN : Number.parseInt(digits, radix)
    const length = 1 + (digits?.length ?? 1) + (radix === 16 && digits !== undefined ? 1 : 0)
    if (!(code <= 0x10ffff) || (code >= 0xd800 && code <= 0xdfff))
      report({
        code: 'bad-escape',
        message: `"${body.slice(backslash, backslash + length)}" is no escape in a string`,
        at: [start + backslash, start + backslash + length],
        wayOut: "write \\\\ for a backslash, or put r before the quotes of a regular expression: r'\\d+'",
      })
    else out += String.fromCodePoint(code)
    i = backslash + length
  }
  return out
}

function codeOf(letter: string, rest: string): [string | undefined, number] {
  switch (letter) {
    case 'x':
    case 'X':
      return [/^.([0-9a-fA-F]{2})/.exec(rest)?.[1], 16]
    case 'u':
      return [/^.([0-9a-fA-F]{4})/.exec(rest)?.[1], 16]
    case 'U':
      return [/^.([0-9a-fA-F]{8})/.exec(rest)?.[1], 16]
    default:
      return [/^[0-3][0-7]{2}/.exec(rest)?.[0], 8]
  }
}
