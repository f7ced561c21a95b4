import { z } from 'zod'
import type { ValueType } from '../../core/value.ts'
import { hashOf } from '../hash-of.ts'
import type { SignalKind } from '../signal-kind.ts'
import { LIST_OF_STRINGS } from './spans-of-values.ts'

const INT: ValueType = { kind: 'int' }

const TYPE: ValueType = {
  kind: 'object',
  name: 'Shape',
  fields: {
    /** In code points, as all counts here. */
    length: INT,
    letters: INT,
    /** Capitals among the letters that have case; 0 when none has. */
    upper_ratio: { kind: 'double' },
    digits: INT,
    /** Longest run of one code point. */
    repeated: INT,
    emoji: INT,
    /** ISO 15924 names in lower case, by first appearance. */
    scripts: LIST_OF_STRINGS,
    /** Zero-width and bidirectional controls, fillers and tags; joiners and selectors of emoji are none. */
    invisible: INT,
    /** `@` at the start of a word. */
    mentions_like: INT,
  },
}

/** `shape`: what a text looks like, whatever it says. */
export const shape: SignalKind = {
  kind: 'shape',
  options: z.strictObject({}),
  cost: 'cheap',
  type: TYPE,
  build: ({ name, of }) => ({
    name,
    of,
    version: hashOf({ kind: 'shape', form: 1, of }),
    type: TYPE,
    cost: 'cheap',
    evaluate: (item) => shapeOf(item.raw),
  }),
}

const LETTER = 1
const UPPER = 2
const LOWER = 4
const DIGIT = 8
const INVISIBLE = 16
const EMOJI = 32
const BUILT = 128

const SCRIPTS = [
  ['latn', /\p{Script=Latin}/u],
  ['hang', /\p{Script=Hangul}/u],
  ['hani', /\p{Script=Han}/u],
  ['hira', /\p{Script=Hiragana}/u],
  ['kana', /\p{Script=Katakana}/u],
  ['cyrl', /\p{Script=Cyrillic}/u],
  ['grek', /\p{Script=Greek}/u],
  ['arab', /\p{Script=Arabic}/u],
  ['hebr', /\p{Script=Hebrew}/u],
  ['thai', /\p{Script=Thai}/u],
  ['deva', /\p{Script=Devanagari}/u],
] as const
const OTHER_SCRIPT = SCRIPTS.length + 1

const traits = new Uint8Array(0x10000)
const scriptOf = new Uint8Array(0x10000)

/** Counts what a text is made of, in one pass. */
export function shapeOf(raw: string) {
  let length = 0
  let letters = 0
  let upper = 0
  let cased = 0
  let digits = 0
  let repeated = 0
  let emoji = 0
  let invisible = 0
  let mentions = 0
  let seenScripts = 0
  const scripts: string[] = []
  let last = -1
  let run = 0
  let lastBits = 0
  let joined = false
  for (let i = 0; i < raw.length; i++) {
    const point = raw.codePointAt(i)!
    if (point > 0xffff) i++
    length++
    run = point === last ? run + 1 : 1
    if (run > repeated) repeated = run
    const bits = point > 0xffff ? traitsOf(String.fromCodePoint(point)) : unitTraits(point)
    if (bits & LETTER) {
      letters++
      const script = point > 0xffff ? scriptIndex(String.fromCodePoint(point)) : scriptOf[point]!
      if (!(seenScripts & (1 << script))) {
        seenScripts |= 1 << script
        scripts.push(SCRIPTS[script - 1]?.[0] ?? 'zyyy')
      }
      if (bits & (UPPER | LOWER)) {
        cased++
        if (bits & UPPER) upper++
      }
    } else if (bits & DIGIT) digits++
    else if (bits & EMOJI && !joined) emoji++
    // A joiner or a selector after an emoji is part of it.
    const afterEmoji = (lastBits & EMOJI) !== 0
    const glue = (point === 0x200d || point === 0xfe0f) && afterEmoji
    if (bits & INVISIBLE && !glue) invisible++
    if (point === 0x40 && !(lastBits & (LETTER | DIGIT)) && isWordStart(raw, i + 1)) mentions++
    joined = point === 0x200d && afterEmoji
    if (!glue) lastBits = bits
    last = point
  }
  return {
    length,
    letters,
    upper_ratio: cased === 0 ? 0 : upper / cased,
    digits,
    repeated,
    emoji,
    scripts,
    invisible,
    mentions_like: mentions,
  }
}

function isWordStart(raw: string, at: number): boolean {
  return at < raw.length && (unitTraits(raw.charCodeAt(at)) & (LETTER | DIGIT)) !== 0
}

/** Traits of a unit of the basic plane, worked out when it is first seen. */
function unitTraits(unit: number): number {
  const known = traits[unit]!
  if (known) return known
  const char = String.fromCharCode(unit)
  const bits = traitsOf(char) | BUILT
  traits[unit] = bits
  if (bits & LETTER) scriptOf[unit] = scriptIndex(char)
  return bits
}

function traitsOf(char: string): number {
  if (/\p{L}/u.test(char)) return LETTER | (/\p{Lu}/u.test(char) ? UPPER : /\p{Ll}/u.test(char) ? LOWER : 0)
  if (/\p{Nd}/u.test(char)) return DIGIT
  if (/[\p{Default_Ignorable_Code_Point}\p{Cf}]/u.test(char)) return INVISIBLE
  // A skin tone is part of the emoji before it.
  return /\p{Extended_Pictographic}/u.test(char) ? EMOJI : 0
}

function scriptIndex(char: string): number {
  const index = SCRIPTS.findIndex(([, pattern]) => pattern.test(char))
  return index < 0 ? OTHER_SCRIPT : index + 1
}
