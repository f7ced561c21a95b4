import { atOnce, type Steps } from '../../core/steps.ts'
import { buildAutomaton } from './automaton.ts'
import { createMatcher, type TermMatcher } from './create-matcher.ts'
import { KIND, kind } from './fold-table.ts'
import { initialKey } from './initials.ts'
import { typedKey } from './keystrokes.ts'
import { squeezeLetter } from './leet.ts'
import { DEFAULT_LEVEL, reaches } from './level.ts'
import { emptyNormal, plainText } from './normal.ts'
import { normalise } from './normalise.ts'
import { soundKeys } from './sound-keys.ts'
import type { BankTerm, TermBank, TermProblem } from './term-bank.ts'
import { TERM_FLAG } from './term-flag.ts'
import type { KeyedAutomaton, TermTables } from './term-tables.ts'
import { wordKeys } from './word-keys.ts'

/** Longer terms are refused: no word is so long, and each unit costs 16 bytes. In plain units. */
export const LONGEST_TERM = 256
const LONGEST_RAW_TERM = 4096

export interface CompiledBanks {
  readonly matcher: TermMatcher
  readonly tables: TermTables
  readonly problems: readonly TermProblem[]
}

/** Compiles banks into one matcher. What cannot be compiled is left out and told in `problems`. */
export function compileBanks(banks: readonly TermBank[]): CompiledBanks {
  return atOnce(compileBanksSteps(banks))
}

/** Terms read in one piece, a few hundredths of a ms each. */
const PIECE = 64

/** The same in steps; of many terms, only their reading is cut up, not the making of the automata. */
export function* compileBanksSteps(banks: readonly TermBank[]): Steps<CompiledBanks> {
  const patterns = new Patterns()
  for (const [index, bank] of banks.entries()) {
    for (const [i, term] of bank.terms.entries()) {
      const entry: BankTerm = typeof term === 'string' ? { term } : term
      patterns.add(bank, index, entry, 'terms', i)
      if (i % PIECE === 0) yield
    }
    for (const [i, term] of bank.except.entries()) {
      patterns.add(bank, index, { term, match: 'substring' }, 'except', i)
      if (i % PIECE === 0) yield
    }
  }
  const { forms, flags } = patterns
  const has = (pattern: number, flag: number) => (flags[pattern]! & flag) !== 0
  const isTerm = (pattern: number, flag: number) => has(pattern, flag) && !has(pattern, TERM_FLAG.exception)
  const plain = keyed(forms, (form, pattern) => {
    const others = [
      isTerm(pattern, TERM_FLAG.initials) ? initialKey(form) : undefined,
      isTerm(pattern, TERM_FLAG.alike) ? typedKey(form) : undefined,
    ]
    return [form, ...others.filter((key) => key !== undefined)]
  })
  yield
  const squeezed = keyed(forms, (form, pattern) =>
    has(pattern, TERM_FLAG.spelled) ? squeezedForm(form) : [],
  )
  yield
  const sound = keyed(forms, (form, pattern) => (isTerm(pattern, TERM_FLAG.alike) ? soundKeys(form) : []))
  yield
  const words = keyed(forms, (form, pattern) => (isTerm(pattern, TERM_FLAG.alike) ? wordKeys(form) : []))
  yield
  const tables: TermTables = {
    plain,
    squeezed,
    sound,
    words,
    patterns: {
      forms,
      terms: patterns.terms,
      banks: Int32Array.from(patterns.banks),
      policies: Int32Array.from(patterns.policies),
      flags: Uint8Array.from(flags),
    },
    banks: banks.map((bank) => bank.name),
    languages: banks.map((bank) => bank.language),
    policies: [...patterns.policyIndex.keys()],
  }
  return { matcher: createMatcher(tables), tables, problems: patterns.problems }
}

/** What is compiled so far, a row a pattern. */
class Patterns {
  readonly forms: string[] = []
  readonly terms: string[] = []
  readonly banks: number[] = []
  readonly policies: number[] = []
  readonly flags: number[] = []
  readonly policyIndex = new Map<string, number>()
  readonly problems: TermProblem[] = []
  private readonly normal = emptyNormal()
  /** The term as written, by bank, role and form. */
  private readonly seen = new Map<string, string>()

  add(bank: TermBank, bankIndex: number, entry: BankTerm, role: 'terms' | 'except', index: number): void {
    const exception = role === 'except' || bank.negative === true
    // A term longer than any could be is not even folded.
    const tooLong = entry.term.length > LONGEST_RAW_TERM
    const form = tooLong ? entry.term : plainText(normalise(entry.term, this.normal)).trim()
    const split = !exception && isSplit(entry.term, form)
    const key = `${bankIndex} ${exception} ${split} ${form}`
    const fault = faultOf(form, this.seen.get(key))
    if (fault) {
      this.problems.push({ bank: bank.name, list: role, index, ...fault })
      return
    }
    let flags = 0
    if ((entry.match ?? bank.match) === 'word') flags |= TERM_FLAG.word
    if (exception) flags |= TERM_FLAG.exception | (bank.negative ? TERM_FLAG.global : 0)
    if (exception || (entry.spaced ?? bank.spaced ?? true)) flags |= TERM_FLAG.spaced
    if (split) flags |= TERM_FLAG.split
    const level = exception ? 'spelled' : (entry.level ?? bank.level ?? DEFAULT_LEVEL)
    if (reaches(level, 'spelled')) flags |= TERM_FLAG.spelled
    if (!split && reaches(level, 'alike')) flags |= TERM_FLAG.alike
    // The initials of two syllables are innocent too often: the term itself has to ask for them.
    if (!split && reaches(level, 'initials') && (form.length > 2 || entry.level === 'initials'))
      flags |= TERM_FLAG.initials
    this.seen.set(key, entry.term)
    this.forms.push(form)
    this.terms.push(entry.term)
    this.banks.push(bankIndex)
    this.policies.push(exception ? -1 : this.policyOf(entry.policy ?? bank.policy))
    this.flags.push(flags)
  }

  private policyOf(policy: string | undefined): number {
    if (policy === undefined) return -1
    const index = this.policyIndex.get(policy) ?? this.policyIndex.size
    this.policyIndex.set(policy, index)
    return index
  }
}

/**
 * Whether a term is written in split or circled syllables. Such a term names that disguise, and is found only in
 * it: ㄴㅏ쁜 in a list does not mean that 나쁜 is a bad word.
 */
function isSplit(term: string, form: string): boolean {
  return (
    /[\u3260-\u327f]/.test(term) ||
    (form.length < term.length && /[ㄱ-ㅎ\uffa1-\uffbe][ㅏ-ㅣ\uffc2-\uffdc]/.test(term))
  )
}

/** Why a plain form cannot be looked for; undefined: it can. `same`: a term of the same bank with the same form. */
function faultOf(
  form: string,
  same: string | undefined,
): { code: TermProblem['code']; message: string } | undefined {
  if (form === '')
    return { code: 'empty', message: 'Nothing is left of this term when it is normalised; take it out' }
  if (form.length > LONGEST_TERM)
    return {
      code: 'too-long',
      message: `This term has ${form.length} characters; give at most ${LONGEST_TERM}`,
    }
  if (form.length === 1 && kind[form.charCodeAt(0)] !== KIND.syllable && form <= '\u2fff')
    return {
      code: 'too-short',
      message: `"${form}" alone would be found nearly everywhere; give at least two characters`,
    }
  if (same !== undefined)
    return {
      code: 'duplicate',
      message: `Once normalised this is "${same}", which is kept; take this one out`,
    }
  return undefined
}

/** The squeezed form of a term of one kind of letters; none when it has other units or only one is left. */
function squeezedForm(form: string): string[] {
  const k = kind[form.charCodeAt(0)]
  if (k !== KIND.letter && k !== KIND.syllable) return []
  let squeezed = ''
  let last = 0
  for (let i = 0; i < form.length; i++) {
    const unit = form.charCodeAt(i)
    if (kind[unit] !== k) return []
    const letter = squeezeLetter(unit)
    if (letter !== last) squeezed += String.fromCharCode(letter)
    last = letter
  }
  return squeezed.length > 1 ? [squeezed] : []
}

/** Builds an automaton over forms of the patterns; several patterns may share a key. */
function keyed(
  forms: readonly string[],
  keysOf: (form: string, pattern: number) => readonly string[],
): KeyedAutomaton {
  const byKey = new Map<string, number | number[]>()
  forms.forEach((form, pattern) => {
    for (const key of keysOf(form, pattern)) {
      const there = byKey.get(key)
      if (there === undefined) byKey.set(key, pattern)
      else if (typeof there === 'number') byKey.set(key, [there, pattern])
      else there.push(pattern)
    }
  })
  const keys = [...byKey.keys()].sort()
  const lengths = new Int32Array(keys.length)
  const offsets = new Int32Array(keys.length + 1)
  const patterns: number[] = []
  keys.forEach((key, i) => {
    lengths[i] = key.length
    const there = byKey.get(key)!
    if (typeof there === 'number') patterns.push(there)
    else for (const pattern of there) patterns.push(pattern)
    offsets[i + 1] = patterns.length
  })
  return { automaton: buildAutomaton(keys), lengths, offsets, patterns: Int32Array.from(patterns) }
}
