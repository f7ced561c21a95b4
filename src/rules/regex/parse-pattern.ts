import { foldCase } from './fold-case.ts'
import { DIGIT, namedSet, SPACE, WORD } from './named-set.ts'
import { complement, LAST_CODE_POINT, normalise, type Pattern, type Ranges } from './pattern.ts'

/** Largest count in `x{n,m}`, as in RE2. */
export const REPEAT_CEILING = 1000
const NESTING_CEILING = 100
const LENGTH_CEILING = 4000

export type Parsed =
  | { readonly ok: true; readonly pattern: Pattern }
  /** `at` is an offset in the pattern. */
  | { readonly ok: false; readonly at: number; readonly problem: string; readonly wayOut: string }

/** Reads a regular expression in the syntax of RE2 (github.com/google/re2/wiki/Syntax). */
export function parsePattern(text: string): Parsed {
  const reader = new Reader(text)
  try {
    if (text.length > LENGTH_CEILING)
      reader.refuse(
        `it has ${text.length} characters, and ${LENGTH_CEILING} are allowed`,
        'use a term bank for long lists',
      )
    const pattern = reader.either(0)
    if (reader.i < text.length) reader.refuse('this ")" closes nothing', 'write \\) for the character')
    const size = sizeOf(pattern)
    if (size > SIZE_CEILING)
      reader.refuse(
        `written out it has ${size} steps, and ${SIZE_CEILING} are allowed`,
        'count less: x{1,50} instead of x{1,1000}, and do not nest counts',
        0,
      )
    return { ok: true, pattern }
  } catch (fault) {
    if (fault instanceof Refused)
      return { ok: false, at: fault.at, problem: fault.message, wayOut: fault.wayOut }
    throw fault
  }
}

/** Steps of the automaton: a text of n characters costs at most n times as many. */
export const SIZE_CEILING = 2000

function sizeOf(pattern: Pattern): number {
  switch (pattern.kind) {
    case 'chain':
      return pattern.parts.reduce((sum, part) => sum + sizeOf(part), 0)
    case 'either':
      return pattern.options.reduce((sum, option) => sum + sizeOf(option) + 1, 0)
    case 'repeat':
      return (sizeOf(pattern.of) + 1) * Math.max(1, pattern.max === Infinity ? pattern.min + 1 : pattern.max)
    default:
      return 1
  }
}

class Refused extends Error {
  readonly at: number
  readonly wayOut: string
  constructor(at: number, problem: string, wayOut: string) {
    super(problem)
    this.at = at
    this.wayOut = wayOut
  }
}

interface Flags {
  readonly fold: boolean
  readonly lines: boolean
  readonly dotAll: boolean
}

const CONTROLS: Readonly<Record<string, number>> = { t: 9, n: 10, r: 13, f: 12, v: 11, a: 7 }

class Reader {
  readonly text: string
  i = 0
  private flags: Flags = { fold: false, lines: false, dotAll: false }

  constructor(text: string) {
    this.text = text
  }

  refuse(problem: string, wayOut: string, at = this.i): never {
    throw new Refused(at, problem, wayOut)
  }

  either(depth: number): Pattern {
    if (depth > NESTING_CEILING) this.refuse('its groups nest too deep', `nest at most ${NESTING_CEILING}`)
    const before = this.flags
    const options = [this.chain(depth)]
    while (this.text[this.i] === '|') {
      this.i++
      options.push(this.chain(depth))
    }
    this.flags = before
    return options.length === 1 ? options[0]! : { kind: 'either', options }
  }

  private chain(depth: number): Pattern {
    const parts: Pattern[] = []
    while (this.i < this.text.length && this.text[this.i] !== '|' && this.text[this.i] !== ')') {
      const start = this.i
      const part = this.atom(depth)
      if (part) parts.push(this.repeated(part, start))
    }
    return parts.length === 1 ? parts[0]! : parts.length === 0 ? { kind: 'empty' } : { kind: 'chain', parts }
  }

  private repeated(of: Pattern, start: number): Pattern {
    let result = of
    for (let times = 0; ; times++) {
      const count = this.count()
      if (!count) return result
      if (times > 0)
        this.refuse('two repetitions follow each other', 'put the inner one in a group: (?:x*)*', start)
      const [min, max] = count
      if (this.text[this.i] === '?') this.i++
      else if (this.text[this.i] === '+')
        this.refuse('possessive repetition is not linear-time syntax', 'remove the second +')
      result = { kind: 'repeat', of: result, min, max }
    }
  }

  private count(): readonly [number, number] | undefined {
    const c = this.text[this.i]
    if (c === '*' || c === '+' || c === '?') {
      this.i++
      return c === '*' ? [0, Infinity] : c === '+' ? [1, Infinity] : [0, 1]
    }
    if (c !== '{') return undefined
    const found = /^\{(\d+)(,(\d*))?\}/.exec(this.text.slice(this.i, this.i + 30))
    // As in RE2, a brace that is no count stands for itself.
    if (!found) return undefined
    const min = Number(found[1])
    const max = found[2] === undefined ? min : found[3] === '' ? Infinity : Number(found[3])
    if (min > REPEAT_CEILING || (max !== Infinity && max > REPEAT_CEILING) || max < min)
      this.refuse(
        `the count ${found[0]} is not allowed`,
        `count from 0 to ${REPEAT_CEILING}, the smaller number first`,
      )
    this.i += found[0].length
    return [min, max]
  }

  private atom(depth: number): Pattern | undefined {
    const c = this.text[this.i]!
    switch (c) {
      case '(':
        return this.group(depth)
      case '[':
        return { kind: 'set', ranges: this.bracket() }
      case '.':
        this.i++
        return { kind: 'set', ranges: this.flags.dotAll ? [0, LAST_CODE_POINT] : complement([10, 10]) }
      case '^':
        this.i++
        return { kind: 'assert', what: this.flags.lines ? 'line-start' : 'text-start' }
      case '$':
        this.i++
        return { kind: 'assert', what: this.flags.lines ? 'line-end' : 'text-end' }
      case '*':
      case '+':
      case '?':
        return this.refuse(`there is nothing for "${c}" to repeat`, `write \\${c} for the character`)
      case '\\':
        return this.escape()
      default: {
        const code = this.text.codePointAt(this.i)!
        this.i += code > 0xffff ? 2 : 1
        return this.one(code)
      }
    }
  }

  private one(code: number): Pattern {
    return { kind: 'set', ranges: this.folded([code, code]) }
  }

  private folded(ranges: Ranges): Ranges {
    return this.flags.fold ? foldCase(ranges) : ranges
  }

  private group(depth: number): Pattern | undefined {
    const open = this.i
    const rest = this.text.slice(this.i, this.i + 200)
    if (/^\(\?(<?[=!])/.test(rest))
      this.refuse(
        'it looks ahead or behind, which cannot be done in linear time',
        'join two conditions with && and !, such as text.matches(a) && !text.matches(b)',
      )
    if (/^\(\?>/.test(rest)) this.refuse('atomic groups are not linear-time syntax', 'write (?:…)')
    const named = /^\(\?P?<\w+>/.exec(rest)
    const flagged = /^\(\?([imsU]*)(-[imsU]+)?([:)])/.exec(rest)
    const before = this.flags
    if (named) this.i += named[0].length
    else if (flagged) {
      this.i += flagged[0].length
      const set = (flag: string, now: boolean) =>
        flagged[1]!.includes(flag) ? true : flagged[2]?.includes(flag) ? false : now
      this.flags = {
        fold: set('i', before.fold),
        lines: set('m', before.lines),
        dotAll: set('s', before.dotAll),
      }
      // `(?i)` holds to the end of the group it stands in, which restores the flags itself.
      if (flagged[3] === ')') return undefined
    } else if (rest.startsWith('(?'))
      this.refuse('this group has an unknown form', 'write (…), (?:…), (?P<name>…) or (?i:…)')
    else this.i++
    const inner = this.either(depth + 1)
    if (this.text[this.i] !== ')')
      this.refuse('this "(" is not closed', 'add ), or write \\( for the character', open)
    this.i++
    this.flags = before
    return inner
  }

  private escape(): Pattern {
    const c = this.text[this.i + 1]
    if (c === undefined) this.refuse('it ends in a lone backslash', 'write \\\\ for the character')
    if (/[1-9]/.test(c))
      this.refuse(
        'it refers back to a group, which cannot be done in linear time',
        'write the text out, or leave the repetition to a signal',
      )
    if (c === 'Q') return this.quoted()
    const assertion = { A: 'text-start', z: 'text-end', b: 'word-edge', B: 'not-word-edge' } as const
    if (c in assertion) {
      this.i += 2
      return { kind: 'assert', what: assertion[c as keyof typeof assertion] }
    }
    const set = this.classEscape()
    return set ? { kind: 'set', ranges: this.folded(set) } : this.one(this.codeEscape())
  }

  private quoted(): Pattern {
    const close = this.text.indexOf('\\E', this.i + 2)
    const end = close < 0 ? this.text.length : close
    const parts = Array.from(this.text.slice(this.i + 2, end), (letter) => this.one(letter.codePointAt(0)!))
    this.i = close < 0 ? end : close + 2
    return parts.length === 0 ? { kind: 'empty' } : { kind: 'chain', parts }
  }

  /** `\d`, `\W`, `\p{Hangul}` and the like; `undefined` when another escape stands here. */
  private classEscape(): Ranges | undefined {
    const c = this.text[this.i + 1]!
    const perl = { d: DIGIT, w: WORD, s: SPACE }[c.toLowerCase()]
    if (perl) {
      this.i += 2
      return c === c.toLowerCase() ? perl : complement(perl)
    }
    if (c !== 'p' && c !== 'P') return undefined
    const found = /^\\[pP](?:\{(\^?)(\w+)\}|([A-Z]))/.exec(this.text.slice(this.i, this.i + 60))
    const ranges = found ? namedSet(found[2] ?? found[3]!) : undefined
    if (!found || !ranges)
      this.refuse(
        'this class of characters is unknown',
        'write \\p{L}, \\p{Hangul}, or another category or script of Unicode',
      )
    this.i += found[0].length
    return (c === 'P') !== (found[1] === '^') ? complement(ranges) : ranges
  }

  private codeEscape(): number {
    const rest = this.text.slice(this.i, this.i + 12)
    const hex = /^\\x(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/.exec(rest)
    if (hex) {
      const code = Number.parseInt(hex[1] ?? hex[2]!, 16)
      if (code > LAST_CODE_POINT) this.refuse(`there is no character ${hex[0]}`, 'write at most \\x{10FFFF}')
      this.i += hex[0].length
      return code
    }
    const octal = /^\\0[0-7]{0,2}/.exec(rest)
    if (octal) {
      this.i += octal[0].length
      return Number.parseInt(octal[0].slice(1), 8)
    }
    const c = rest[1]!
    const control = CONTROLS[c]
    if (control === undefined && /[\w\s]|[^\x00-\x7f]/.test(c))
      this.refuse(
        `"\\${c}" is no escape`,
        /\p{L}/u.test(c) ? `write ${c} for the letter` : 'leave the backslash out',
      )
    this.i += 2
    return control ?? c.charCodeAt(0)
  }

  private bracket(): Ranges {
    const open = this.i++
    const negative = this.text[this.i] === '^'
    if (negative) this.i++
    const ranges: number[] = []
    for (let first = true; ; first = false) {
      const c = this.text[this.i]
      if (c === undefined)
        this.refuse('this "[" is not closed', 'add ], or write \\[ for the character', open)
      if (c === ']' && !first) break
      const posix = /^\[:(\^?)(\w+):\]/.exec(this.text.slice(this.i, this.i + 20))
      if (posix) {
        const set = namedSet(`:${posix[2]}`)
        if (!set) this.refuse(`the class ${posix[0]} is unknown`, 'write [:alpha:], [:digit:], [:space:] …')
        this.i += posix[0].length
        ranges.push(...(posix[1] ? complement(set) : set))
        continue
      }
      const set = c === '\\' && this.text[this.i + 1] !== undefined ? this.classEscape() : undefined
      if (set) {
        ranges.push(...set)
        continue
      }
      const from = this.letter()
      let to = from
      if (this.text[this.i] === '-' && this.text[this.i + 1] !== ']' && this.text[this.i + 1] !== undefined) {
        this.i++
        to = this.letter()
        if (to < from) this.refuse('this range runs backwards', 'write the lower character first', this.i - 1)
      }
      ranges.push(from, to)
    }
    this.i++
    const folded = normalise(this.folded(ranges))
    return negative ? complement(folded) : folded
  }

  private letter(): number {
    if (this.text[this.i] === '\\' && this.text[this.i + 1] !== undefined) return this.codeEscape()
    const code = this.text.codePointAt(this.i)!
    this.i += code > 0xffff ? 2 : 1
    return code
  }
}
