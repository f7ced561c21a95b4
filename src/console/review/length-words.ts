import type { Say } from '../words/words.ts'

const HOUR_MS = 3_600_000

/** A length of time in its largest unit. */
export function lengthWords(t: Say<'minutes' | 'hours' | 'days'>, ms: number): string {
  if (ms < HOUR_MS) return t('minutes', { n: Math.round(ms / 60_000) })
  if (ms < 48 * HOUR_MS) return t('hours', { n: Math.round(ms / HOUR_MS) })
  return t('days', { n: Math.round(ms / (24 * HOUR_MS)) })
}

/** The text in the language that is spoken, or in the first that there is. */
export function inLanguage(texts: Readonly<Record<string, string>>, language: string): string {
  return texts[language] ?? Object.values(texts)[0] ?? ''
}
