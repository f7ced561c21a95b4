/** A rate limit: `rate` tokens a second, at most `burst` saved up. */
export interface TokenBucket {
  /** Takes a token; 0 when there was one, else the ms until there is (and none is taken). `now` in ms. */
  take(now: number): number
}

/** Makes a full bucket. Burst is one second's worth, and at least one. */
export function tokenBucket(ratePerSecond: number, now: number): TokenBucket {
  const burst = Math.max(1, ratePerSecond)
  let tokens = burst
  let at = now
  return {
    take(now) {
      // A clock that steps back gives nothing and takes nothing.
      if (now > at) tokens = Math.min(burst, tokens + ((now - at) * ratePerSecond) / 1000)
      at = now
      if (tokens >= 1) {
        tokens--
        return 0
      }
      return ((1 - tokens) * 1000) / ratePerSecond
    },
  }
}
