import type { Span } from '../../../core/decision.ts'
import { type Automaton, buildAutomaton, runAutomaton } from '../automaton.ts'
import { foldedText, foldOnce } from '../fold-once.ts'
import { emptyNormal, type Normal } from '../normal.ts'
import { CUE_WORDS, type Cue } from './cue-words.ts'

/** A text as extractors read it: folded once, with what it may hold, so that most of them need not look. */
export interface ReadText {
  readonly raw: string
  readonly normal: Normal
  /** The folded text. */
  readonly text: string
  /** Whether one of the cue's words stands in the text, or enough digits. */
  has(cue: Cue): boolean
  /** The place in the raw text of a stretch of the folded one. */
  spanOf(from: number, to: number): Span
}

/** So many digits, or words of one syllable that are digits, near each other may be a number to call. */
const MANY_DIGITS = 7
/** Characters that may stand between two digits of one number. */
const MOST_BETWEEN = 4

const NAMES = Object.keys(CUE_WORDS) as Cue[]
const BITS = Object.fromEntries(NAMES.map((name, i) => [name, 1 << i])) as Record<Cue, number>

class Reading implements ReadText {
  raw = ''
  normal: Normal = emptyNormal()
  cues = 0
  #text: string | undefined

  read(raw: string): void {
    this.raw = raw
    this.normal = foldOnce(raw)
    this.cues = cuesIn(this.normal)
    this.#text = undefined
  }

  get text(): string {
    this.#text ??= foldedText(this.normal)
    return this.#text
  }

  has(cue: Cue): boolean {
    return (this.cues & BITS[cue]) !== 0
  }

  spanOf(from: number, to: number): Span {
    return [this.normal.starts[from]!, this.normal.ends[to - 1]!]
  }
}

const LONG = 65_536
const held = new Reading()

/** Reads a text, once however many extractors ask in a row for the same one. Good until the next text. */
export function readText(raw: string): ReadText {
  // The memory of a long text is not kept.
  const reading = raw.length > LONG ? new Reading() : held
  // The folded form is shared with other signals, which may have folded another text meanwhile.
  if (reading.raw !== raw || reading.normal.raw !== raw) reading.read(raw)
  return reading
}

interface CueTables {
  readonly automaton: Automaton
  /** By key: the bits of its cues and of the shorter words that end with it, where they need no word boundary. */
  readonly bits: Int32Array
  /** By key: the bits that count only when the key is a whole word. */
  readonly whole: Int32Array
  readonly lengths: Int32Array
}

let tables: CueTables | undefined
const ends = { ends: new Int32Array(64) }
const digitish = new Uint8Array(0x10000)
for (const unit of '0123456789') digitish[unit.charCodeAt(0)] = 1
for (const unit of '공영빵일이삼사오육륙칠팔구하둘셋넷섯곱덟홉零〇一二三四五六七八九oㅇ❶❷❸❹❺❻❼❽❾➊➋➌➍➎➏➐➑➒')
  digitish[unit.charCodeAt(0)] = 1

/** Bits of the cues in a text; words of an alphabet that begin with `=` in the list count as whole words only. */
function cuesIn({ units, length }: Normal): number {
  tables ??= buildTables()
  const { automaton, bits, whole, lengths } = tables
  let cues = 0
  const n = runAutomaton(automaton, units, length, ends)
  for (let i = 0; i < n; i += 2) {
    for (let key = ends.ends[i]!; key >= 0; key = automaton.shorter[key]!) {
      cues |= bits[key]!
      if (whole[key] === 0 || (cues & whole[key]!) === whole[key]) continue
      const end = ends.ends[i + 1]!
      const start = end - lengths[key]!
      if (!(start > 0 && isLetter(units[start - 1]!)) && !(end < length && isLetter(units[end]!)))
        cues |= whole[key]!
    }
  }
  let count = 0
  let last = -MOST_BETWEEN - 1
  for (let i = 0; i < length; i++) {
    if (digitish[units[i]!] === 0) continue
    count = i - last <= MOST_BETWEEN ? count + 1 : 1
    last = i
    if (count >= MANY_DIGITS) {
      cues |= BITS.digits
      break
    }
  }
  return cues
}

function isLetter(unit: number): boolean {
  return unit >= 0x61 && unit <= 0x7a
}

function buildTables(): CueTables {
  const open = new Map<string, number>()
  const whole = new Map<string, number>()
  for (const name of NAMES)
    for (const word of CUE_WORDS[name]) {
      const [map, key] = word.startsWith('=') ? [whole, word.slice(1)] : [open, word]
      map.set(key, (map.get(key) ?? 0) | BITS[name])
    }
  const keys = [...new Set([...open.keys(), ...whole.keys()])].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0))
  return {
    automaton: buildAutomaton(keys),
    bits: Int32Array.from(keys, (key) => open.get(key) ?? 0),
    whole: Int32Array.from(keys, (key) => whole.get(key) ?? 0),
    lengths: Int32Array.from(keys, (key) => key.length),
  }
}
