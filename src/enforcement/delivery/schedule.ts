const SECOND = 1000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE

/** How long after a failed try the next one follows, and how much chance moves it. */
export interface Schedule {
  /** Before each try, in ms; as many tries as there are entries. */
  readonly delaysMs: readonly number[]
  /** Each delay is drawn from itself to itself × (1 + jitter): receivers that come back are not met by all at once. */
  readonly jitter: number
  /** What the receiver asks for is kept to up to here. */
  readonly longestPauseMs: number
}

/** Source: Standard Webhooks 1.0.0, "Deliverability and reliability"; three days and a bit in all. */
export const SCHEDULE: Schedule = {
  delaysMs: [
    ...[0, 5 * SECOND, 5 * MINUTE, 30 * MINUTE],
    ...[2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR],
  ],
  jitter: 0.1,
  longestPauseMs: HOUR,
}

/** When the try after `tries` used-up ones is due, in ms since the epoch; undefined: there is none. */
export function nextTryMs(
  schedule: Schedule,
  tries: number,
  nowMs: number,
  random: number,
  pauseMs = 0,
): number | undefined {
  const delayMs = schedule.delaysMs[tries]
  if (delayMs === undefined) return undefined
  return nowMs + Math.max(Math.round(delayMs * (1 + schedule.jitter * random)), pauseMs)
}

/** `Retry-After` in ms, seconds or a date, no longer than the schedule allows; undefined when it is neither. */
export function askedPauseMs(
  schedule: Schedule,
  header: string | undefined,
  nowMs: number,
): number | undefined {
  if (header === undefined) return undefined
  const ms = /^\d{1,9}$/.test(header.trim()) ? Number(header) * SECOND : Date.parse(header) - nowMs
  return Number.isNaN(ms) ? undefined : Math.min(schedule.longestPauseMs, Math.max(0, ms))
}
