import { isAscii, isUtf8 } from 'node:buffer'
import { type Problem, problemOf } from '../contract/problem.ts'
import { type JsonFault, locateFault, MAX_DEPTH } from './locate-fault.ts'

export type Parsed =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly problem: Problem }

/**
 * Parses a request's JSON: like JSON.parse, but refuses invalid UTF-8, duplicated keys, keys that reach for
 * prototypes, lone surrogates, NUL and deep nesting. Problems name the place and never the content.
 */
export function parseStrict(bytes: Buffer): Parsed {
  if (isAscii(bytes)) return parseText(bytes.toString('latin1'))
  if (isUtf8(bytes)) return parseText(bytes.toString('utf8'))
  return { ok: false, problem: problemOf('bad-text', 'The body is not valid UTF-8.') }
}

/** The same for a text. Lone surrogates that stand in the text itself are found too. */
export function parseText(text: string): Parsed {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return refuse(text)
  }
  // Text without \u cannot hide a surrogate, a NUL or a spelt-out key name: its UTF-8 was checked before.
  const escapes = text.includes('\\u')
  const keys = countKeys(value, 1, escapes)
  return keys === SUSPECT || keys !== countWrittenKeys(text) ? refuse(text) : { ok: true, value }
}

const SUSPECT = -1

/** Counts the keys of all objects below; SUSPECT when something is in there that is refused. */
function countKeys(value: unknown, depth: number, escapes: boolean): number {
  if (typeof value === 'string') return escapes && unfit(value) ? SUSPECT : 0
  if (typeof value !== 'object' || value === null) return 0
  if (depth > MAX_DEPTH) return SUSPECT
  let keys = 0
  if (Array.isArray(value)) {
    for (const element of value) {
      if (typeof element === 'number') continue
      const below = countKeys(element, depth + 1, escapes)
      if (below === SUSPECT) return SUSPECT
      keys += below
    }
    return keys
  }
  const record = value as Record<string, unknown>
  for (const key in record) {
    if (key === '__proto__' || key === 'constructor' || key === 'prototype') return SUSPECT
    if (escapes && unfit(key)) return SUSPECT
    const element = record[key]
    keys++
    if (typeof element === 'object' || (escapes && typeof element === 'string')) {
      const below = countKeys(element, depth + 1, escapes)
      if (below === SUSPECT) return SUSPECT
      keys += below
    }
  }
  return keys
}

function unfit(text: string): boolean {
  return /\p{Cs}/u.test(text) || text.includes('\0')
}

const COLON = 58
const BACKSLASH = 92

/** Counts the keys written in a valid JSON text: the strings that a colon follows. A duplicated key counts twice. */
function countWrittenKeys(text: string): number {
  let keys = 0
  let open = text.indexOf('"')
  while (open !== -1) {
    let close = text.indexOf('"', open + 1)
    while (text.charCodeAt(close - 1) === BACKSLASH && isEscaped(text, close))
      close = text.indexOf('"', close + 1)
    let after = close + 1
    let code = text.charCodeAt(after)
    while (code === 32 || code === 10 || code === 13 || code === 9) code = text.charCodeAt(++after)
    if (code === COLON) keys++
    open = text.indexOf('"', after)
  }
  return keys
}

function isEscaped(text: string, quote: number): boolean {
  let before = quote - 1
  while (text.charCodeAt(before) === BACKSLASH) before--
  return (quote - 1 - before) % 2 === 1
}

function refuse(text: string): Parsed {
  const fault = locateFault(text)
  // The fast check and the slow one agree on every text (see the property test); should they ever not, refuse.
  if (!fault) return { ok: false, problem: problemOf('malformed-json', 'The body does not parse.') }
  return { ok: false, problem: problemOfFault(text, fault) }
}

function problemOfFault(text: string, fault: JsonFault): Problem {
  const before = text.slice(0, fault.at)
  const line = before.split('\n').length
  const column = fault.at - before.lastIndexOf('\n')
  const place = `position ${fault.at} (line ${line}, column ${column})`
  switch (fault.kind) {
    case 'malformed-json':
      return problemOf(fault.kind, `At ${place}: expected ${fault.expected}.`)
    case 'duplicate-key':
      return problemOf(fault.kind, `The key ${fault.path} stands again at ${place}.`, { field: fault.path })
    case 'forbidden-key':
      return problemOf(fault.kind, `The key ${fault.path} at ${place} is not allowed.`, { field: fault.path })
    case 'bad-text':
      return problemOf(fault.kind, `The string at ${place} holds ${fault.what}.`, { field: fault.path })
    case 'too-deep':
      return problemOf(fault.kind, `At ${place} the nesting exceeds ${MAX_DEPTH}.`)
  }
}
