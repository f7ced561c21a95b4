import type { ReactNode } from 'react'
import { useLanguage } from '../words/words.ts'

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
  ['second', 1000],
] as const

/** How far a time is from now, as "in 3 hours" or "3시간 전". */
export function fromNow(ms: number, language: string): string {
  const [unit, length] = UNITS.find(([, length]) => Math.abs(ms) >= length) ?? UNITS[3]
  return new Intl.RelativeTimeFormat(language, { numeric: 'auto' }).format(Math.round(ms / length), unit)
}

/** A time, in the person's own zone; the exact one in UTC when pointed at. */
export function Time({
  at,
  relative = false,
}: {
  readonly at: string
  readonly relative?: boolean
}): ReactNode {
  const language = useLanguage()
  const date = new Date(at)
  const shown = relative
    ? fromNow(date.getTime() - Date.now(), language)
    : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'medium' }).format(date)
  return (
    <time dateTime={at} title={at} className="time">
      {shown}
    </time>
  )
}
