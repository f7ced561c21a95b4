/** What a term allows, as bits. */
export const TERM_FLAG = {
  word: 1,
  exception: 2,
  global: 4,
  spaced: 8,
  /** Written in split syllables, and found only in such. */
  split: 16,
  /** Levels that it reaches. */
  spelled: 32,
  alike: 64,
  initials: 128,
} as const
