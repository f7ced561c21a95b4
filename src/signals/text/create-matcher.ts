import type { Span } from '../../core/decision.ts'
import { alikeScan } from './alike-scan.ts'
import { runAutomaton } from './automaton.ts'
import { isWholeWord } from './boundaries.ts'
import { DISGUISES } from './disguise.ts'
import type { Hit } from './hit.ts'
import { isInitials, standsAsInitials } from './initials.ts'
import type { Normal } from './normal.ts'
import { Stretches } from './stretches.ts'
import { TERM_FLAG } from './term-flag.ts'
import type { TermTables } from './term-tables.ts'
import { squeezedDisguise } from './verify-squeezed.ts'
import { withoutEchoes } from './without-echoes.ts'

/** Finds the terms of a set of banks. */
export interface TermMatcher {
  /** Every term found that no exception covers, by where it begins. */
  scan(normal: Normal): Hit[]
}

/** Past so many finds in one text, only the longest term that ends at a place is looked at: time stays linear. */
const MANY_FINDS = 200_000
const LARGE = 65_536
const NONE: Hit[] = []
const AS_WRITTEN = DISGUISES.indexOf('none')
const TYPED = DISGUISES.indexOf('keyboard-layout')
const INITIALS = DISGUISES.indexOf('initials')

/** Makes the matcher of compiled banks. */
export function createMatcher(tables: TermTables): TermMatcher {
  const { flags, forms } = tables.patterns
  const found = { ends: new Int32Array(512) }
  const finds: Finds = { rows: new Int32Array(512), length: 0, exceptions: false }
  const scanAlike = alikeScan(tables)

  return {
    scan(normal) {
      finds.length = 0
      finds.exceptions = false
      scanPlain(normal)
      if (normal.squeezedLength > 1) scanSqueezed(normal)
      scanAlike?.(normal, found, (pattern, start, end, disguise) => {
        add(finds, flags[pattern]!, pattern, start, end, DISGUISES.indexOf(disguise))
      })
      const hits = finds.length === 0 ? NONE : hitsOf(tables, normal, finds)
      // A hostile text must not keep its memory.
      if (found.ends.length > LARGE) found.ends = new Int32Array(512)
      if (finds.rows.length > LARGE) finds.rows = new Int32Array(512)
      return hits
    },
  }

  function scanPlain(normal: Normal): void {
    const { automaton, lengths, offsets, patterns } = tables.plain
    const count = runAutomaton(automaton, normal.units, normal.length, found)
    const ends = found.ends
    let looked = 0
    for (let i = 0; i < count; i += 2) {
      const end = ends[i + 1]!
      for (let key = ends[i]!; key >= 0; key = automaton.shorter[key]!) {
        const start = end - lengths[key]!
        for (let p = offsets[key]!; p < offsets[key + 1]!; p++) {
          const pattern = patterns[p]!
          if (flags[pattern]! & TERM_FLAG.alike && isTyped(normal, start, forms[pattern]!)) {
            add(finds, flags[pattern]!, pattern, start, end, TYPED)
          } else if (flags[pattern]! & TERM_FLAG.initials && isInitials(normal, start, forms[pattern]!)) {
            if (standsAsInitials(normal, start, end))
              add(finds, flags[pattern]!, pattern, start, end, INITIALS)
          } else if (
            !(flags[pattern]! & TERM_FLAG.word) ||
            isWholeWord(normal, start, end, languageOf(pattern))
          )
            add(finds, flags[pattern]!, pattern, start, end, AS_WRITTEN)
        }
        if (++looked > MANY_FINDS) break
      }
    }
  }

  function scanSqueezed(normal: Normal): void {
    const { automaton, lengths, offsets, patterns } = tables.squeezed
    const count = runAutomaton(automaton, normal.squeezed, normal.squeezedLength, found)
    const ends = found.ends
    let looked = 0
    for (let i = 0; i < count; i += 2) {
      const last = ends[i + 1]! - 1
      const end = normal.lasts[last]! + 1
      for (let key = ends[i]!; key >= 0; key = automaton.shorter[key]!) {
        const first = last + 1 - lengths[key]!
        const start = normal.firsts[first]!
        for (let p = offsets[key]!; p < offsets[key + 1]!; p++) {
          const pattern = patterns[p]!
          const disguise = squeezedDisguise(normal, start, end, forms[pattern]!, flags[pattern]!)
          if (disguise) add(finds, flags[pattern]!, pattern, start, end, DISGUISES.indexOf(disguise))
        }
        if (++looked > MANY_FINDS) break
      }
    }
  }

  function languageOf(pattern: number): string {
    return tables.languages[tables.patterns.banks[pattern]!]!
  }
}

/** Whether what stands at a plain unit is Latin, and the form is not. */
function isTyped({ units }: Normal, start: number, form: string): boolean {
  return units[start]! < 0x80 && form.charCodeAt(0) >= 0x3131
}

/** Patterns found, four numbers each: pattern, first plain unit, end, index into DISGUISES. */
interface Finds {
  rows: Int32Array
  length: number
  exceptions: boolean
}

function add(finds: Finds, flags: number, pattern: number, from: number, to: number, disguise: number): void {
  const n = finds.length
  if (n + 4 > finds.rows.length) {
    const larger = new Int32Array(finds.rows.length * 2)
    larger.set(finds.rows)
    finds.rows = larger
  }
  finds.rows[n] = pattern
  finds.rows[n + 1] = from
  finds.rows[n + 2] = to
  finds.rows[n + 3] = disguise
  finds.length = n + 4
  if (flags & TERM_FLAG.exception) finds.exceptions = true
}

/** The finds that no exception covers, as hits; what was found in two ways counts in the first. */
function hitsOf(tables: TermTables, normal: Normal, finds: Finds): Hit[] {
  const { patterns } = tables
  const covers = finds.exceptions ? exceptionsOf(tables, finds) : undefined
  const hits: Hit[] = []
  for (let i = 0; i < finds.length; i += 4) {
    const pattern = finds.rows[i]!
    const from = finds.rows[i + 1]!
    const to = finds.rows[i + 2]!
    const flags = patterns.flags[pattern]!
    if (flags & TERM_FLAG.exception) continue
    const span: Span = [normal.starts[from]!, normal.ends[to - 1]!]
    if (flags & TERM_FLAG.split && !holdsSplit(normal.raw, span[0], span[1])) continue
    const bank = patterns.banks[pattern]!
    if (covers?.get(bank)?.covers(from, to) || covers?.get(EVERY_BANK)?.covers(from, to)) continue
    if (i > 0 && finds.rows[i + 3] !== AS_WRITTEN && isKnown(finds.rows, i)) continue
    const policy = patterns.policies[pattern]!
    const disguise = DISGUISES[finds.rows[i + 3]!]!
    const asWritten = isAsWritten(normal, from, to)
    hits.push({
      term: patterns.terms[pattern]!,
      bank: tables.banks[bank]!,
      policy: policy < 0 ? undefined : tables.policies[policy]!,
      span,
      form: asWritten ? normal.raw.slice(span[0], span[1]) : textOf(normal.units, from, to),
      disguise: disguise === 'none' && !asWritten && isFolded(normal, from, to) ? 'unicode' : disguise,
    })
  }
  if (hits.length < 2) return hits
  return withoutEchoes(hits.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]))
}

/** So many finds before one are looked through for the same find. */
const NEAR = 32

/** Whether a find was made before in another way. */
function isKnown(rows: Int32Array, at: number): boolean {
  for (let i = Math.max(0, at - 4 * NEAR); i < at; i += 4)
    if (rows[i] === rows[at] && rows[i + 1] === rows[at + 1] && rows[i + 2] === rows[at + 2]) return true
  return false
}

/** Whether the plain stretch [from, to) is what the player wrote, unit for unit. */
function isAsWritten({ raw, units, starts, ends }: Normal, from: number, to: number): boolean {
  const start = starts[from]!
  if (ends[to - 1]! - start !== to - from) return false
  for (let i = from; i < to; i++) if (raw.charCodeAt(start + i - from) !== units[i]) return false
  return true
}

/** Whether more than case was folded in the plain stretch [from, to). */
function isFolded({ raw, units, starts, ends }: Normal, from: number, to: number): boolean {
  return raw.slice(starts[from]!, ends[to - 1]!).toLowerCase() !== textOf(units, from, to)
}

function textOf(units: Uint16Array, from: number, to: number): string {
  let text = ''
  for (let i = from; i < to; i++) text += String.fromCharCode(units[i]!)
  return text
}

/** Whether a stretch of raw text has jamo or circled syllables in it. */
function holdsSplit(raw: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const unit = raw.charCodeAt(i)
    if ((unit >= 0x3131 && unit <= 0x3163) || (unit >= 0x3260 && unit <= 0x327f)) return true
    if (unit >= 0xffa1 && unit <= 0xffdc) return true
  }
  return false
}

const EVERY_BANK = -1

/** Stretches of innocent words by bank. */
function exceptionsOf(tables: TermTables, { rows, length }: Finds): Map<number, Stretches> {
  const byBank = new Map<number, [number, number][]>()
  for (let i = 0; i < length; i += 4) {
    const flags = tables.patterns.flags[rows[i]!]!
    if (!(flags & TERM_FLAG.exception)) continue
    const bank = flags & TERM_FLAG.global ? EVERY_BANK : tables.patterns.banks[rows[i]!]!
    const there = byBank.get(bank)
    if (there) there.push([rows[i + 1]!, rows[i + 2]!])
    else byBank.set(bank, [[rows[i + 1]!, rows[i + 2]!]])
  }
  return new Map([...byBank].map(([bank, stretches]) => [bank, new Stretches(stretches)]))
}
