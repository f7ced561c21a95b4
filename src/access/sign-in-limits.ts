/** How sign-ins that fail are slowed down. Times in ms. */
export interface SignInLimitOptions {
  /** Failures of one login from one address that cost nothing; each one more doubles the wait, from 1 s on. */
  readonly free: number
  readonly longestWaitMs: number
  /** After so long without a failure, a login and address start anew. */
  readonly forgetMs: number
  /** Failures from one address, whatever the login: at once, and then one each so often. */
  readonly perAddress: { readonly burst: number; readonly everyMs: number }
  /** Failures of one login from addresses where it has never come in, together: at once, and then one each so often. */
  readonly perLogin: { readonly burst: number; readonly everyMs: number }
  /** Entries kept of each kind; the least recent go first. */
  readonly most: number
}

export const SIGN_IN_LIMITS: SignInLimitOptions = {
  free: 5,
  longestWaitMs: 15 * 60_000,
  forgetMs: 3_600_000,
  perAddress: { burst: 30, everyMs: 10_000 },
  perLogin: { burst: 30, everyMs: 60_000 },
  most: 20_000,
}

export interface SignInLimits {
  /** 0 when a try may be made, else the ms to wait. Undefined where nobody is named: only the address counts then. */
  waitMs(login: string | undefined, address: string, nowMs: number): number
  /** A try begins: it counts as failed until `succeeded` says otherwise, so that many at once are many. */
  begin(login: string | undefined, address: string, nowMs: number): void
  succeeded(login: string, address: string, nowMs: number): void
}

interface Pair {
  failures: number
  waitMs: number
  atMs: number
}

/** A leaky bucket: `level` failures are still counted, as of `atMs`. */
interface Bucket {
  level: number
  atMs: number
}

/**
 * Slows down guessing, in memory: a login from an address, by a wait that doubles; an address on its own (many logins);
 * a login on its own (many addresses). Nobody can lock somebody else out for good: an address where a login has come
 * in before is spared the last, and every wait ends by itself.
 */
export function signInLimits(options: SignInLimitOptions = SIGN_IN_LIMITS): SignInLimits {
  const pairs = new Map<string, Pair>()
  const addresses = new Map<string, Bucket>()
  const logins = new Map<string, Bucket>()
  const known = new Map<string, true>()

  function put<T>(map: Map<string, T>, key: string, value: T): void {
    map.delete(key)
    map.set(key, value)
    if (map.size > options.most) map.delete(map.keys().next().value!)
  }

  function levelOf(bucket: Bucket | undefined, everyMs: number, nowMs: number): number {
    return bucket === undefined ? 0 : Math.max(0, bucket.level - Math.max(0, nowMs - bucket.atMs) / everyMs)
  }

  function bucketWait(
    bucket: Bucket | undefined,
    limit: { burst: number; everyMs: number },
    nowMs: number,
  ): number {
    const over = levelOf(bucket, limit.everyMs, nowMs) - (limit.burst - 1)
    return over <= 0 ? 0 : Math.ceil(over * limit.everyMs)
  }

  /** Never longer than was said at the time, also when the clock was set back since. */
  function pairWait(pair: Pair | undefined, nowMs: number): number {
    return pair === undefined ? 0 : Math.min(pair.waitMs, pair.atMs + pair.waitMs - nowMs)
  }

  const pairOf = (login: string, address: string) => `${address}\n${login}`

  function fill(map: Map<string, Bucket>, key: string, everyMs: number, nowMs: number, by: number): void {
    put(map, key, { level: Math.max(0, levelOf(map.get(key), everyMs, nowMs) + by), atMs: nowMs })
  }

  return {
    waitMs(login, address, nowMs) {
      const ofAddress = bucketWait(addresses.get(address), options.perAddress, nowMs)
      if (login === undefined) return ofAddress
      const key = pairOf(login, address)
      const ofPair = pairWait(pairs.get(key), nowMs)
      const ofLogin = known.has(key) ? 0 : bucketWait(logins.get(login), options.perLogin, nowMs)
      return Math.max(0, ofPair, ofAddress, ofLogin)
    },
    begin(login, address, nowMs) {
      fill(addresses, address, options.perAddress.everyMs, nowMs, 1)
      if (login === undefined) return
      const key = pairOf(login, address)
      const before = pairs.get(key)
      const failures =
        before === undefined || nowMs - before.atMs > options.forgetMs ? 1 : before.failures + 1
      const over = failures - options.free
      const wait = over < 0 ? 0 : Math.min(options.longestWaitMs, 1000 * 2 ** Math.min(over, 30))
      put(pairs, key, { failures, waitMs: wait, atMs: nowMs })
      if (!known.has(key)) fill(logins, login, options.perLogin.everyMs, nowMs, 1)
    },
    succeeded(login, address, nowMs) {
      const key = pairOf(login, address)
      pairs.delete(key)
      fill(addresses, address, options.perAddress.everyMs, nowMs, -1)
      if (!known.has(key)) fill(logins, login, options.perLogin.everyMs, nowMs, -1)
      put(known, key, true)
    },
  }
}
