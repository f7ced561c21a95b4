/**
 * How far a term is looked for, each level holding those before it.
 * - `unicode`: case, compatibility forms, confusables, accents, invisible characters, split jamo;
 * - `spelled`: letters apart, repeated or written as digits and signs;
 * - `alike`: syllables that sound or look alike, drawn-out vowels, added finals, kana, masks, the wrong keyboard
 *   layout, romanised Korean, words backwards or upside down;
 * - `initials`: Korean initials (ㅁㅊㅇ for 멍청이).
 */
export const LEVELS = ['unicode', 'spelled', 'alike', 'initials'] as const
export type Level = (typeof LEVELS)[number]

/** The level of a bank that names none: what comes after it may hit innocent words, and is to be chosen. */
export const DEFAULT_LEVEL: Level = 'spelled'

/** Whether a level holds another. */
export function reaches(level: Level, other: Level): boolean {
  return LEVELS.indexOf(level) >= LEVELS.indexOf(other)
}
