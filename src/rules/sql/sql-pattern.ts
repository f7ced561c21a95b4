import { parsePattern } from '../regex/parse-pattern.ts'
import type { Assertion, Pattern, Ranges } from '../regex/pattern.ts'

/** RE2 counts at most so far, nested counts multiplied. */
const COUNT_CEILING = 1000
/** RE2 compiles within 8 MB; a pattern of this many ranges, counts written out, is far below. */
const RANGE_CEILING = 5_000

/**
 * Writes a regular expression for DuckDB's RE2 with nothing in it that RE2 could understand otherwise: sets become
 * ranges of code points, flags and classes are gone. Undefined when it is too large to be sure, and for `\B`: to RE2,
 * which goes over bytes, that is true in the midst of an emoji.
 */
export function sqlPattern(text: string): string | undefined {
  const parsed = parsePattern(text)
  if (!parsed.ok) return undefined
  const { pattern } = parsed
  const isLarge = depthOfCounts(pattern) > COUNT_CEILING || rangesOf(pattern) > RANGE_CEILING
  return isLarge || asksNoEdge(pattern) ? undefined : write(pattern)
}

function write(pattern: Pattern): string {
  switch (pattern.kind) {
    case 'empty':
      return '(?:)'
    case 'set':
      return writeSet(pattern.ranges)
    case 'assert':
      return ASSERTIONS[pattern.what]
    case 'chain':
      return pattern.parts.map((part) => write(part)).join('')
    case 'either':
      return `(?:${pattern.options.map(write).join('|')})`
    case 'repeat': {
      const { min, max } = pattern
      const count = max === Infinity ? (min === 0 ? '*' : `{${min},}`) : `{${min},${max}}`
      return `(?:${write(pattern.of)})${count}`
    }
  }
}

const ASSERTIONS: Readonly<Record<Assertion, string>> = {
  'text-start': '\\A',
  'text-end': '\\z',
  'line-start': '(?m:^)',
  'line-end': '(?m:$)',
  'word-edge': '\\b',
  'not-word-edge': '\\B',
}

function asksNoEdge(pattern: Pattern): boolean {
  switch (pattern.kind) {
    case 'assert':
      return pattern.what === 'not-word-edge'
    case 'chain':
      return pattern.parts.some(asksNoEdge)
    case 'either':
      return pattern.options.some(asksNoEdge)
    case 'repeat':
      return asksNoEdge(pattern.of)
    default:
      return false
  }
}

function writeSet(ranges: Ranges): string {
  // No character at all: RE2 has no empty class.
  if (ranges.length === 0) return '[^\\x{0}-\\x{10ffff}]'
  if (ranges.length === 2 && ranges[0] === ranges[1]) return writeCodePoint(ranges[0]!)
  let out = ''
  for (let i = 0; i < ranges.length; i += 2) {
    const [from, to] = [ranges[i]!, ranges[i + 1]!]
    out += from === to ? writeCodePoint(from) : `${writeCodePoint(from)}-${writeCodePoint(to)}`
  }
  return `[${out}]`
}

/** Letters, digits and spaces are left to be read, so that DuckDB sees a plain text to look for. */
function writeCodePoint(code: number): string {
  const letter = String.fromCodePoint(code)
  return /^[A-Za-z0-9 ]$/.test(letter) ? letter : `\\x{${code.toString(16)}}`
}

function depthOfCounts(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'chain':
      return Math.max(1, ...pattern.parts.map(depthOfCounts))
    case 'either':
      return Math.max(1, ...pattern.options.map(depthOfCounts))
    case 'repeat':
      return Math.max(1, pattern.max === Infinity ? pattern.min : pattern.max) * depthOfCounts(pattern.of)
    default:
      return 1
  }
}

function rangesOf(pattern: Pattern): number {
  const sum = (parts: readonly Pattern[]): number => parts.reduce((all, part) => all + rangesOf(part), 0)
  switch (pattern.kind) {
    case 'set':
      return pattern.ranges.length / 2
    case 'chain':
      return sum(pattern.parts)
    case 'either':
      return sum(pattern.options)
    case 'repeat':
      return Math.max(1, pattern.max === Infinity ? pattern.min + 1 : pattern.max) * rangesOf(pattern.of)
    default:
      return 1
  }
}
