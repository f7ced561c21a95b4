/** What is wrong with a JSON text, and where. `at` counts UTF-16 units from 0; a path is written `data.list[3].text`. */
export type JsonFault =
  | { readonly kind: 'malformed-json'; readonly at: number; readonly expected: string }
  | { readonly kind: 'duplicate-key' | 'forbidden-key'; readonly at: number; readonly path: string }
  | {
      readonly kind: 'bad-text'
      readonly at: number
      readonly path: string
      readonly what: 'a lone surrogate' | 'the character NUL'
    }
  | { readonly kind: 'too-deep'; readonly at: number }

export const MAX_DEPTH = 64

const FORBIDDEN: ReadonlySet<string> = new Set(['__proto__', 'constructor', 'prototype'])

/** Thrown within this file only, to leave the recursion at the first fault. */
class Found {
  readonly fault: JsonFault
  constructor(fault: JsonFault) {
    this.fault = fault
  }
}

/**
 * The first fault of a JSON text (RFC 8259, plus what Haechi refuses), or undefined when there is none. Slower than
 * JSON.parse by far: for texts that are known to be faulty, to say where.
 */
export function locateFault(text: string): JsonFault | undefined {
  try {
    const reader = { text, at: 0 }
    skipSpace(reader)
    readValue(reader, '', 1)
    skipSpace(reader)
    if (reader.at < text.length) malformed(reader, 'the end')
    return undefined
  } catch (found) {
    if (found instanceof Found) return found.fault
    throw found
  }
}

interface Reader {
  readonly text: string
  at: number
}

function malformed(reader: Reader, expected: string): never {
  throw new Found({ kind: 'malformed-json', at: reader.at, expected })
}

function skipSpace(reader: Reader): void {
  while (' \n\r\t'.includes(reader.text[reader.at] ?? 'x')) reader.at++
}

function readValue(reader: Reader, path: string, depth: number): void {
  const first = reader.text[reader.at]
  if (first === '{' || first === '[') {
    if (depth > MAX_DEPTH) throw new Found({ kind: 'too-deep', at: reader.at })
    if (first === '{') readObject(reader, path, depth)
    else readList(reader, path, depth)
  } else if (first === '"') {
    readString(reader, path)
  } else {
    const scalar = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null/y
    scalar.lastIndex = reader.at
    const match = scalar.exec(reader.text)
    if (!match) malformed(reader, 'a value')
    reader.at += match[0].length
  }
}

function readObject(reader: Reader, path: string, depth: number): void {
  const keys = new Set<string>()
  reader.at++
  skipSpace(reader)
  if (reader.text[reader.at] === '}') {
    reader.at++
    return
  }
  for (;;) {
    const at = reader.at
    if (reader.text[at] !== '"') malformed(reader, 'a key in double quotes')
    const key = readString(reader, path === '' ? 'a key' : `a key of ${path}`)
    const below = path === '' ? shorten(key) : `${path}.${shorten(key)}`
    if (keys.has(key)) throw new Found({ kind: 'duplicate-key', at, path: below })
    if (FORBIDDEN.has(key)) throw new Found({ kind: 'forbidden-key', at, path: below })
    keys.add(key)
    skipSpace(reader)
    if (reader.text[reader.at] !== ':') malformed(reader, '":"')
    reader.at++
    skipSpace(reader)
    readValue(reader, below, depth + 1)
    skipSpace(reader)
    const end = reader.text[reader.at]
    if (end !== ',' && end !== '}') malformed(reader, '"," or "}"')
    reader.at++
    if (end === '}') return
    skipSpace(reader)
  }
}

function readList(reader: Reader, path: string, depth: number): void {
  reader.at++
  skipSpace(reader)
  if (reader.text[reader.at] === ']') {
    reader.at++
    return
  }
  for (let index = 0; ; index++) {
    readValue(reader, `${path}[${index}]`, depth + 1)
    skipSpace(reader)
    const end = reader.text[reader.at]
    if (end !== ',' && end !== ']') malformed(reader, '"," or "]"')
    reader.at++
    if (end === ']') return
    skipSpace(reader)
  }
}

function readString(reader: Reader, path: string): string {
  const start = reader.at
  reader.at++
  const plain = /[^"\\\u0000-\u001f]*/y
  for (;;) {
    plain.lastIndex = reader.at
    plain.exec(reader.text)
    reader.at = plain.lastIndex
    const next = reader.text[reader.at]
    if (next === '"') break
    if (next !== '\\')
      malformed(reader, next === undefined ? 'the end of a string' : 'an escaped control character')
    const escaped = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y
    escaped.lastIndex = reader.at
    if (!escaped.test(reader.text)) malformed(reader, 'a valid escape')
    reader.at = escaped.lastIndex
  }
  reader.at++
  const value = JSON.parse(reader.text.slice(start, reader.at)) as string
  if (/\p{Cs}/u.test(value)) throw new Found({ kind: 'bad-text', at: start, path, what: 'a lone surrogate' })
  if (value.includes('\0')) throw new Found({ kind: 'bad-text', at: start, path, what: 'the character NUL' })
  return value
}

/** A key as it may stand in an answer: it may be anything at all, and is shown only when it looks like a name. */
function shorten(key: string): string {
  return /^[\w.-]{1,64}$/.test(key) ? key : '(unprintable)'
}
