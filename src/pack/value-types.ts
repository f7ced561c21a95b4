import { nearest } from '../core/suggest.ts'
import type { ValueType } from '../core/value.ts'

/** Files by what they hold; at run time each is the text of its id, `sha256:…`. */
const MEDIA = ['image', 'model3d', 'video'] as const
export type FeatureMedia = (typeof MEDIA)[number]

const PLAIN = ['string', 'int', 'double', 'bool', 'timestamp', 'duration'] as const

/** What other systems call our types. */
const OTHER_NAMES: Readonly<Record<string, string>> = {
  str: 'string',
  text: 'string',
  integer: 'int',
  long: 'int',
  number: 'double',
  float: 'double',
  boolean: 'bool',
  date: 'timestamp',
  datetime: 'timestamp',
  time: 'timestamp',
  array: 'list<string>',
  list: 'list<string>',
  object: 'map<string, string>',
  map: 'map<string, string>',
  any: 'string',
  entity: 'account',
  picture: 'image',
  photo: 'image',
  mesh: 'model3d',
  model: 'model3d',
  glb: 'model3d',
}

export type ParsedType =
  | { readonly ok: true; readonly type: ValueType; readonly media?: FeatureMedia }
  | { readonly ok: false; readonly problem: string; readonly wayOut: string }

/** Reads a type as a pack writes it: `list<account>`, `map<string, int>`, `image`. */
export function parseType(text: string, depth = 0): ParsedType {
  const trimmed = text.trim()
  const shown = trimmed.length > 60 ? `${trimmed.slice(0, 60)}…` : trimmed
  if (depth > 4)
    return { ok: false, problem: `the type "${shown}" is nested too deep`, wayOut: 'at most 4 levels' }
  for (const kind of PLAIN) if (trimmed === kind) return { ok: true, type: { kind } }
  for (const media of MEDIA)
    if (trimmed === media) {
      if (depth === 0) return { ok: true, type: { kind: 'string' }, media }
      const wayOut = `give each file a feature of its own, as in picture: ${media}`
      return { ok: false, problem: `a list or map cannot hold the type "${media}"`, wayOut }
    }
  const outer = /^(list|map)<(.*)>$/s.exec(trimmed)
  if (outer) {
    const inner = outer[1] === 'list' ? outer[2]! : /^\s*string\s*,(.*)$/s.exec(outer[2]!)?.[1]
    if (inner === undefined)
      return { ok: false, problem: `"${shown}" is no type`, wayOut: 'keys are strings: map<string, T>' }
    const of = parseType(inner, depth + 1)
    if (!of.ok) return of
    return { ok: true, type: { kind: outer[1] === 'list' ? 'list' : 'map', of: of.type } }
  }
  const other = Object.hasOwn(OTHER_NAMES, trimmed.toLowerCase())
    ? OTHER_NAMES[trimmed.toLowerCase()]
    : undefined
  const meant = other ?? nearest(trimmed, [...PLAIN, ...MEDIA])
  if (meant !== undefined)
    return { ok: false, problem: `"${shown}" is no type`, wayOut: `did you mean "${meant}"?` }
  if (/^[a-z][a-z0-9_]{0,31}$/.test(trimmed)) return { ok: true, type: { kind: 'entity', entity: trimmed } }
  return {
    ok: false,
    problem: `"${shown}" is no type`,
    wayOut: `write one of ${[...PLAIN, ...MEDIA].join(', ')}, list<T>, map<string, T>, or a kind of entity such as account`,
  }
}
