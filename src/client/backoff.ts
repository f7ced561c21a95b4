const BASE_MS = 100
const CAP_MS = 5000

/**
 * How long to wait before attempt `attempt + 1`, in ms: full jitter over an exponential backoff, and never less
 * than the service asked for. Source: Brooker, "Exponential Backoff and Jitter", AWS 2015.
 */
export function backoffMs(attempt: number, random: number, retryAfterMs = 0): number {
  return retryAfterMs + random * Math.min(CAP_MS, BASE_MS * 2 ** attempt)
}

/** The header `Retry-After` in ms: seconds, or a date to compare with `now`; undefined when it is neither. */
export function retryAfterMs(header: string | null, now: number): number | undefined {
  if (header === null) return undefined
  if (/^\d{1,9}$/.test(header.trim())) return Number(header) * 1000
  const date = Date.parse(header)
  return Number.isNaN(date) ? undefined : Math.max(0, date - now)
}
