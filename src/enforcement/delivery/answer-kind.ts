/** What a receiver did with a message, or why it could not be reached. */
export type PostResult =
  | 'delivered'
  /** 410: it wants nothing any more. */
  | 'gone'
  /** 429, 502, 503, 504: later. */
  | 'busy'
  /** Any other 5xx. */
  | 'error'
  /** Any other 4xx: it is there, and does not take this. */
  | 'refused'
  /** 3xx; never followed. */
  | 'redirect'
  | 'timeout'
  | 'unreachable'
  /** Its name led to an address that is not on the open internet. */
  | 'forbidden-address'
  /** We stopped before it answered. */
  | 'stopped'

/** What a status says. Source: Standard Webhooks 1.0.0: 2xx is success, all else is not. */
export function answerKind(status: number): PostResult {
  if (status >= 200 && status < 300) return 'delivered'
  if (status === 410) return 'gone'
  if (status === 429 || status === 502 || status === 503 || status === 504) return 'busy'
  if (status >= 500) return 'error'
  return status >= 300 && status < 400 ? 'redirect' : 'refused'
}

/** Whether it says that the receiver as a whole is not well, and not that it will not take this message. */
export function isSick(result: PostResult): boolean {
  return ['busy', 'error', 'timeout', 'unreachable', 'forbidden-address'].includes(result)
}
