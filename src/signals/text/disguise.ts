/**
 * What had to be seen through to find a term. `none`: it stands there as the bank writes it, but for case; `unicode`:
 * compatibility forms, confusables, accents, invisible characters, jamo; the others are told in docs/text.md.
 */
export const DISGUISES = [
  'none',
  'unicode',
  'apart',
  'repeated',
  'leetspeak',
  'look-alike',
  'stretched',
  'final-added',
  'split',
  'mixed',
  'abbreviated',
  'initials',
  'kana',
  'mask',
  'keyboard-layout',
  'romanised',
  'backwards',
  'upside-down',
] as const
export type Disguise = (typeof DISGUISES)[number]
