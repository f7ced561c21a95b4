/** A session that rests for so long ends, in ms. */
export const SESSION_IDLE_MS = 12 * 3_600_000
/** A session ends after so long, whatever was done in it, in ms. */
export const SESSION_MS = 7 * 24 * 3_600_000
/** How often it is noted that a session is in use, in ms. */
export const SESSION_TOUCH_MS = 60_000

/** Whether a session still counts. Times in ms since the epoch. */
export function isAlive(
  session: { readonly seenMs: number; readonly expiresMs: number },
  nowMs: number,
): boolean {
  return nowMs < session.expiresMs && nowMs - session.seenMs < SESSION_IDLE_MS
}
