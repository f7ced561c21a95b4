import { runAutomaton } from './automaton.ts'
import { isWholeWord } from './boundaries.ts'
import type { Normal } from './normal.ts'
import type { TermTables } from './term-tables.ts'
import { isDisguised, TERM_FLAG } from './verify-squeezed.ts'

/** One term found. */
export interface Hit {
  /** As the bank writes it. */
  readonly term: string
  readonly bank: string
  readonly policy: string | undefined
  /** `[start, end)` in UTF-16 units of the raw text. */
  readonly span: readonly [number, number]
}

/** Finds the terms of a set of banks. */
export interface TermMatcher {
  /** Every term found that no exception covers, by where it begins. */
  scan(normal: Normal): Hit[]
}

/** Past so many finds in one text, only the longest term that ends at a place is looked at: time stays linear. */
const MANY_FINDS = 200_000
const LARGE = 65_536
const NONE: Hit[] = []

/** Makes the matcher of compiled banks. */
export function createMatcher(tables: TermTables): TermMatcher {
  const { flags, forms } = tables.patterns
  const found = { ends: new Int32Array(512) }
  const finds: Finds = { rows: new Int32Array(384), length: 0, exceptions: false }

  return {
    scan(normal) {
      finds.length = 0
      finds.exceptions = false
      scanPlain(normal)
      if (normal.squeezedLength > 1) scanSqueezed(normal)
      const hits = finds.length === 0 ? NONE : hitsOf(tables, normal, finds)
      // A hostile text must not keep its memory.
      if (found.ends.length > LARGE) found.ends = new Int32Array(512)
      if (finds.rows.length > LARGE) finds.rows = new Int32Array(384)
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
          if (!(flags[pattern]! & TERM_FLAG.word) || isWholeWord(normal, start, end))
            add(finds, flags[pattern]!, pattern, start, end)
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
          if (isDisguised(normal, start, end, forms[pattern]!, flags[pattern]!))
            add(finds, flags[pattern]!, pattern, start, end)
        }
        if (++looked > MANY_FINDS) break
      }
    }
  }
}

/** Patterns found, three numbers each: pattern, first plain unit, end. */
interface Finds {
  rows: Int32Array
  length: number
  exceptions: boolean
}

function add(finds: Finds, flags: number, pattern: number, from: number, to: number): void {
  const n = finds.length
  if (n + 3 > finds.rows.length) {
    const larger = new Int32Array(finds.rows.length * 2)
    larger.set(finds.rows)
    finds.rows = larger
  }
  finds.rows[n] = pattern
  finds.rows[n + 1] = from
  finds.rows[n + 2] = to
  finds.length = n + 3
  if (flags & TERM_FLAG.exception) finds.exceptions = true
}

/** The finds that no exception covers, as hits. */
function hitsOf(tables: TermTables, normal: Normal, finds: Finds): Hit[] {
  const { patterns } = tables
  const covers = finds.exceptions ? exceptionsOf(tables, finds) : undefined
  const hits: Hit[] = []
  for (let i = 0; i < finds.length; i += 3) {
    const pattern = finds.rows[i]!
    const from = finds.rows[i + 1]!
    const to = finds.rows[i + 2]!
    const flags = patterns.flags[pattern]!
    if (flags & TERM_FLAG.exception) continue
    if (flags & TERM_FLAG.split && !holdsSplit(normal.raw, normal.starts[from]!, normal.ends[to - 1]!))
      continue
    const bank = patterns.banks[pattern]!
    if (covers?.get(bank)?.covers(from, to) || covers?.get(EVERY_BANK)?.covers(from, to)) continue
    const policy = patterns.policies[pattern]!
    hits.push({
      term: patterns.terms[pattern]!,
      bank: tables.banks[bank]!,
      policy: policy < 0 ? undefined : tables.policies[policy]!,
      span: [normal.starts[from]!, normal.ends[to - 1]!],
    })
  }
  return hits.length > 1 ? hits.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1]) : hits
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
  for (let i = 0; i < length; i += 3) {
    const flags = tables.patterns.flags[rows[i]!]!
    if (!(flags & TERM_FLAG.exception)) continue
    const bank = flags & TERM_FLAG.global ? EVERY_BANK : tables.patterns.banks[rows[i]!]!
    const there = byBank.get(bank)
    if (there) there.push([rows[i + 1]!, rows[i + 2]!])
    else byBank.set(bank, [[rows[i + 1]!, rows[i + 2]!]])
  }
  return new Map([...byBank].map(([bank, stretches]) => [bank, new Stretches(stretches)]))
}

/** Stretches that tell by binary search whether one of them covers another. */
class Stretches {
  private readonly starts: number[]
  /** The furthest end of the stretches up to each. */
  private readonly reach: number[] = []

  constructor(stretches: [number, number][]) {
    stretches.sort((a, b) => a[0] - b[0])
    this.starts = stretches.map(([start]) => start)
    let furthest = 0
    for (const [, end] of stretches) {
      furthest = Math.max(furthest, end)
      this.reach.push(furthest)
    }
  }

  covers(from: number, to: number): boolean {
    let low = 0
    let high = this.starts.length
    while (low < high) {
      const middle = (low + high) >> 1
      if (this.starts[middle]! <= from) low = middle + 1
      else high = middle
    }
    return low > 0 && this.reach[low - 1]! >= to
  }
}
