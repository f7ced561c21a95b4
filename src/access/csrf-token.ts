import { hash, timingSafeEqual } from 'node:crypto'

/**
 * The token that a page of ours must send in the header Haechi-CSRF: it follows from the session's own, which only its
 * browser and we know, and does not lead back to it.
 */
export function csrfToken(sessionToken: string): string {
  return hash('sha256', `haechi csrf ${sessionToken}`, 'base64url')
}

/** Whether a header holds the session's token; takes as long for any wrong one. */
export function isCsrfToken(header: string | undefined, sessionToken: string): boolean {
  const given = Buffer.from(header ?? '')
  const wanted = Buffer.from(csrfToken(sessionToken))
  return given.length === wanted.length && timingSafeEqual(given, wanted)
}
