/** How a term is looked for: anywhere, or only between word boundaries of the player's own text. */
export type TermMatch = 'substring' | 'word'

/** One term that differs from its bank's defaults. */
export interface BankTerm {
  readonly term: string
  readonly match?: TermMatch
  readonly policy?: string
  /** Overrides the bank's `spaced`. */
  readonly spaced?: boolean
}

/** A named set of known terms, parsed. */
export interface TermBank {
  readonly name: string
  readonly language: string
  /** Policy of every term that names none. */
  readonly policy?: string
  readonly match: TermMatch
  readonly terms: readonly (string | BankTerm)[]
  /** Innocent words: a match of this bank that lies wholly inside one does not count. */
  readonly except: readonly string[]
  /** A bank of known-good: its terms are exceptions for every bank. */
  readonly negative?: boolean
  /** Whether `시 발` is `시발`: syllables apart by spaces, each a word of its own. Default: true. */
  readonly spaced?: boolean
}
