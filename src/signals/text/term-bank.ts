import type { Level } from './level.ts'

/** How a term is looked for: anywhere, or only between word boundaries of the player's own text. */
export type TermMatch = 'substring' | 'word'

/** One term that differs from its bank's defaults. */
export interface BankTerm {
  readonly term: string
  readonly match?: TermMatch
  readonly policy?: string
  /** Overrides the bank's `spaced`. */
  readonly spaced?: boolean
  /** Overrides the bank's `level`. */
  readonly level?: Level
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
  /** How far its terms are looked for in disguise. Default: `spelled`. */
  readonly level?: Level
}

/** Something in a bank that could not be compiled, or was not needed. */
export interface TermProblem {
  readonly bank: string
  /** Whether it stands in `terms` or in `except`, and at which index. */
  readonly list: 'terms' | 'except'
  readonly index: number
  readonly code: 'empty' | 'too-short' | 'too-long' | 'duplicate'
  /** What is wrong, and the way out. */
  readonly message: string
}
