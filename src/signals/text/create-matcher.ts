import { runAutomaton } from './automaton.ts'
import { isWholeWord } from './boundaries.ts'
import type { Normal } from './normalise.ts'
import type { KeyedAutomaton, TermTables } from './term-tables.ts'
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
const NONE: Hit[] = []

/** Makes the matcher of compiled banks. */
export function createMatcher(tables: TermTables): TermMatcher {
  const found = { ends: new Int32Array(512) }
  const { patterns } = tables

  return {
    scan(normal) {
      const finds: Finds = { rows: [], exceptions: false }
      collect(tables.plain, normal.units, normal.length, (pattern, from, to) => {
        if (!(patterns.flags[pattern]! & TERM_FLAG.word) || isWholeWord(normal, from, to))
          add(finds, tables, pattern, from, to)
      })
      if (normal.squeezedLength > 1) {
        collect(tables.squeezed, normal.squeezed, normal.squeezedLength, (pattern, from, to) => {
          const start = normal.firsts[from]!
          const end = normal.lasts[to - 1]! + 1
          if (isDisguised(normal, start, end, patterns.forms[pattern]!, patterns.flags[pattern]!))
            add(finds, tables, pattern, start, end)
        })
      }
      if (finds.rows.length === 0) return NONE
      return hitsOf(tables, normal, finds)
    },
  }

  /** Tells each pattern whose key stands in the units, with where. */
  function collect(
    { automaton, lengths, offsets, patterns }: KeyedAutomaton,
    units: Uint16Array,
    length: number,
    tell: (pattern: number, from: number, to: number) => void,
  ): void {
    const count = runAutomaton(automaton, units, length, found)
    let told = 0
    for (let i = 0; i < count; i += 2) {
      const to = found.ends[i + 1]!
      for (let key = found.ends[i]!; key >= 0; key = automaton.shorter[key]!) {
        const from = to - lengths[key]!
        for (let p = offsets[key]!; p < offsets[key + 1]!; p++) tell(patterns[p]!, from, to)
        if (++told > MANY_FINDS) break
      }
    }
    // A hostile text must not keep its memory.
    if (found.ends.length > 65_536) found.ends = new Int32Array(512)
  }
}

/** Patterns found, three numbers each: pattern, first plain unit, end. */
interface Finds {
  readonly rows: number[]
  exceptions: boolean
}

function add(finds: Finds, tables: TermTables, pattern: number, from: number, to: number): void {
  finds.rows.push(pattern, from, to)
  if (tables.patterns.flags[pattern]! & TERM_FLAG.exception) finds.exceptions = true
}

/** The finds that no exception covers, as hits. */
function hitsOf(tables: TermTables, normal: Normal, finds: Finds): Hit[] {
  const { patterns } = tables
  const covers = finds.exceptions ? exceptionsOf(tables, finds.rows) : undefined
  const hits: Hit[] = []
  for (let i = 0; i < finds.rows.length; i += 3) {
    const pattern = finds.rows[i]!
    const from = finds.rows[i + 1]!
    const to = finds.rows[i + 2]!
    if (patterns.flags[pattern]! & TERM_FLAG.exception) continue
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
  return hits.sort((a, b) => a.span[0] - b.span[0] || b.span[1] - a.span[1])
}

const EVERY_BANK = -1

/** Stretches of innocent words by bank. */
function exceptionsOf(tables: TermTables, rows: readonly number[]): Map<number, Stretches> {
  const byBank = new Map<number, [number, number][]>()
  for (let i = 0; i < rows.length; i += 3) {
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
