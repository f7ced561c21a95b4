import { isWordUnit, kindAt } from './boundaries.ts'
import { KIND, kind } from './fold-table.ts'
import type { Normal } from './normal.ts'
import { TERM_FLAG } from './term-flag.ts'

const isSign = new Uint8Array(0x10000)
for (const sign of '*#○●◯□■♡♥★☆') isSign[sign.charCodeAt(0)] = 1
/** Past so many masked words of a text the rest is not looked at. */
const MOST_WORDS = 64
const LONGEST = 20
/** What may follow a masked word of two syllables, besides its end. */
const AFTER_SHORT = /^(?:놈|년|새|같|아|야|것|들|하|이|ㅋ)/
const INFLECTIONS = new Set(['', 's', 'es', 'ed', 'er', 'ers', 'ing', 'in', 'y'])

/** Terms by length and first or last letter, to be found where some of their letters are masked: `n**b`. */
export interface MaskIndex {
  readonly byFirst: ReadonlyMap<number, readonly number[]>
  readonly byLast: ReadonlyMap<number, readonly number[]>
}

/** Indexes the patterns that reach the level `alike` and are of letters of one kind. */
export function maskIndex(forms: readonly string[], flags: ArrayLike<number>): MaskIndex {
  const byFirst = new Map<number, number[]>()
  const byLast = new Map<number, number[]>()
  forms.forEach((form, pattern) => {
    if (!(flags[pattern]! & TERM_FLAG.alike) || flags[pattern]! & TERM_FLAG.exception) return
    if (form.length < 2 || form.length > LONGEST || !isOfOneKind(form)) return
    push(byFirst, (form.length << 16) | form.charCodeAt(0), pattern)
    push(byLast, (form.length << 16) | form.charCodeAt(form.length - 1), pattern)
  })
  return { byFirst, byLast }
}

/** Whether a text has a sign that may be a mask. */
export function hasMask({ units, length }: Normal): boolean {
  for (let i = 0; i < length; i++) if (isSign[units[i]!] === 1) return true
  return false
}

/** Calls `found` with each pattern that a masked word may be, and its plain stretch. */
export function findMasked(
  index: MaskIndex,
  forms: readonly string[],
  normal: Normal,
  found: (pattern: number, start: number, end: number) => void,
): void {
  const { units, length } = normal
  let words = 0
  for (let at = 0; at < length && words < MOST_WORDS; at++) {
    if (!isPart(units[at]!)) continue
    const start = at
    let masks = 0
    while (at < length && isPart(units[at]!)) if (isSign[units[at++]!] === 1) masks++
    if (masks === 0 || masks === at - start || isWordUnit(normal, start - 1)) continue
    words++
    findInWord(index, forms, normal, start, at, found)
  }
}

function findInWord(
  index: MaskIndex,
  forms: readonly string[],
  normal: Normal,
  start: number,
  end: number,
  found: (pattern: number, start: number, end: number) => void,
): void {
  const { units } = normal
  for (let length = 2; length <= LONGEST && start + length <= end; length++) {
    const first = units[start]!
    const last = units[start + length - 1]!
    const patterns =
      isSign[first] === 1
        ? isSign[last] === 1
          ? undefined
          : index.byLast.get((length << 16) | last)
        : index.byFirst.get((length << 16) | first)
    for (const pattern of patterns ?? [])
      if (fits(normal, start, end, forms[pattern]!)) found(pattern, start, start + length)
  }
}

/** Whether the word [start, end) begins with a form, some of whose letters are masked. */
function fits(normal: Normal, start: number, end: number, form: string): boolean {
  const { units } = normal
  let masked = 0
  for (let i = 0; i < form.length; i++) {
    const unit = units[start + i]!
    if (isSign[unit] === 1) masked++
    else if (unit !== form.charCodeAt(i)) return false
  }
  if (masked === 0) return false
  const after = start + form.length
  const rest = String.fromCharCode(...units.subarray(after, Math.min(end, after + 4)))
  const real = form.length - masked
  if (kind[form.charCodeAt(0)] === KIND.letter) {
    // Half of the letters, and two at least, have to be there, or the first and the last.
    // (`*hits` is an action, told in a star).
    if (isSign[units[start]!] === 1 || real < 2) return false
    if (real * 2 < form.length && isSign[units[after - 1]!] === 1) return false
    return INFLECTIONS.has(rest) && (end - after <= 4 || rest === '') && kindAt(normal, end) !== KIND.digit
  }
  if (isSign[rest.charCodeAt(0)] === 1) return false
  if (form.length > 2) return real * 2 >= form.length
  return rest === '' || AFTER_SHORT.test(rest)
}

function isPart(unit: number): boolean {
  const k = kind[unit]
  return k === KIND.letter || k === KIND.syllable || isSign[unit] === 1
}

function isOfOneKind(form: string): boolean {
  const k = kind[form.charCodeAt(0)]
  if (k !== KIND.letter && k !== KIND.syllable) return false
  for (let i = 1; i < form.length; i++) if (kind[form.charCodeAt(i)] !== k) return false
  return true
}

function push(map: Map<number, number[]>, key: number, pattern: number): void {
  const there = map.get(key)
  if (there) there.push(pattern)
  else map.set(key, [pattern])
}
