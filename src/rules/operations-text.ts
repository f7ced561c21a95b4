import type { Value } from '../core/value.ts'
import { compilePattern } from './regex/compile-pattern.ts'

/** Longest string or list that an operation may build; more is a run-time error. */
export const BUILD_CEILING = 100_000

const INDEX = 'index outside the string'
const LONG = `result longer than ${BUILD_CEILING}`

/** Operations on strings. Sizes and indexes count code points, as CEL says, not UTF-16 units. */
export const TEXT_OPERATIONS = {
  size_text: { run: (s: string) => codePoints(s), cost: 'scan' },
  concat_text: {
    run: (a: string, b: string) => (a.length + b.length > BUILD_CEILING ? undefined : a + b),
    fails: LONG,
    cost: 'build',
  },
  contains: { run: (s: string, part: string) => s.includes(part), cost: 'scan' },
  starts_with: { run: (s: string, part: string) => s.startsWith(part), cost: 'one' },
  ends_with: { run: (s: string, part: string) => s.endsWith(part), cost: 'one' },
  matches: { run: (s: string, pattern: string) => compilePattern(pattern).test(s), cost: 'match' },
  lower_ascii: { run: (s: string) => s.replace(/[A-Z]+/g, (all) => all.toLowerCase()), cost: 'build' },
  upper_ascii: { run: (s: string) => s.replace(/[a-z]+/g, (all) => all.toUpperCase()), cost: 'build' },
  trim: { run: (s: string) => s.replace(/^\p{White_Space}+/u, '').replace(TRAILING, ''), cost: 'scan' },
  replace: {
    run: (s: string, from: string, to: string) => replace(s, from, to, -1),
    fails: LONG,
    cost: 'build',
  },
  replace_some: {
    run: (s: string, from: string, to: string, limit: number) => replace(s, from, to, limit),
    fails: LONG,
    cost: 'build',
  },
  split: { run: (s: string, by: string) => split(s, by, -1), cost: 'build' },
  split_some: { run: (s: string, by: string, limit: number) => split(s, by, limit), cost: 'build' },
  join: { run: (list: readonly string[]) => join(list, ''), fails: LONG, cost: 'build' },
  join_with: { run: (list: readonly string[], by: string) => join(list, by), fails: LONG, cost: 'build' },
  substring: { run: (s: string, from: number) => substring(s, from, undefined), fails: INDEX, cost: 'scan' },
  substring_to: {
    run: (s: string, from: number, to: number) => substring(s, from, to),
    fails: INDEX,
    cost: 'scan',
  },
  char_at: {
    run: (s: string, index: number) => {
      const at = unitOf(s, index)
      return at === undefined ? undefined : at === s.length ? '' : String.fromCodePoint(s.codePointAt(at)!)
    },
    fails: INDEX,
    cost: 'scan',
  },
  index_of: { run: (s: string, part: string) => pointOf(s, s.indexOf(part)), cost: 'scan' },
  index_of_from: {
    run: (s: string, part: string, from: number) => {
      const at = unitOf(s, from)
      return at === undefined ? undefined : pointOf(s, s.indexOf(part, at))
    },
    fails: INDEX,
    cost: 'scan',
  },
  last_index_of: { run: (s: string, part: string) => pointOf(s, s.lastIndexOf(part)), cost: 'scan' },
  last_index_of_from: {
    run: (s: string, part: string, from: number) => {
      const at = unitOf(s, from)
      return at === undefined ? undefined : pointOf(s, s.lastIndexOf(part, at))
    },
    fails: INDEX,
    cost: 'scan',
  },
} as const

const TRAILING = /(?<!\p{White_Space})\p{White_Space}+$/u

function codePoints(s: string): number {
  let n = s.length
  for (let i = 0; i < s.length - 1; i++) {
    if ((s.charCodeAt(i) & 0xfc00) === 0xd800 && (s.charCodeAt(i + 1) & 0xfc00) === 0xdc00) {
      n--
      i++
    }
  }
  return n
}

/** The UTF-16 offset of a code point's index; `undefined` outside `[0, size]`. */
function unitOf(s: string, index: number): number | undefined {
  if (index < 0 || index > s.length) return undefined
  let unit = 0
  for (let left = index; left > 0; left--) {
    if (unit >= s.length) return undefined
    unit += s.codePointAt(unit)! > 0xffff ? 2 : 1
  }
  return unit
}

function pointOf(s: string, unit: number): number {
  return unit <= 0 ? unit : codePoints(s.slice(0, unit))
}

function substring(s: string, from: number, to: number | undefined): string | undefined {
  const start = unitOf(s, from)
  const end = to === undefined ? s.length : unitOf(s, to)
  return start === undefined || end === undefined || start > end ? undefined : s.slice(start, end)
}

/** Between every two code points when `by` is empty; at most `limit` pieces, all of them when it is negative. */
function split(s: string, by: string, limit: number): readonly string[] {
  if (limit === 0) return []
  const pieces = by === '' ? Array.from(s) : s.split(by)
  if (limit < 0 || pieces.length <= limit) return pieces
  return [...pieces.slice(0, limit - 1), pieces.slice(limit - 1).join(by)]
}

function replace(s: string, from: string, to: string, limit: number): Value {
  if (limit === 0) return s
  const places = from === '' ? codePoints(s) + 1 : s.split(from).length - 1
  const used = limit < 0 ? places : Math.min(limit, places)
  if (s.length + used * (to.length - from.length) > BUILD_CEILING) return undefined
  if (from !== '') {
    const pieces = s.split(from)
    return (
      pieces.slice(0, used + 1).join(to) +
      pieces
        .slice(used + 1)
        .map((piece) => from + piece)
        .join('')
    )
  }
  const letters = Array.from(s)
  let out = ''
  for (let i = 0; i <= letters.length; i++) out += (i < used ? to : '') + (letters[i] ?? '')
  return out
}

function join(list: readonly string[], by: string): Value {
  let length = 0
  for (const piece of list) length += piece.length + by.length
  return length > BUILD_CEILING ? undefined : list.join(by)
}
