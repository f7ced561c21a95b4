import type { IncomingHttpHeaders } from 'node:http'

export const SESSION_PREFIX = 'hs_'
const BEARER = /^bearer +hs_/i

/** Whether a request comes with a session rather than a key; `Authorization` goes before cookies. */
export function bringsSession({ authorization, cookie }: IncomingHttpHeaders): boolean {
  return authorization === undefined ? cookie !== undefined : BEARER.test(authorization)
}
