/** Argon2id: more than each of OWASP's minimal settings (19 MiB twice, or 46 MiB once). Memory in KiB. */
export const ARGON2 = { memoryCost: 47_104, timeCost: 2, parallelism: 1 } as const

/** How many are hashed at once, and how many may wait: a flood of sign-ins must not stand in the way of decisions. */
const AT_ONCE = 1
const MOST_WAITING = 64

/** Passwords are hashed, and held to what was hashed. */
export interface Passwords {
  /** Rejects with TooManyAtOnce. */
  hash(password: string): Promise<string>
  /** Takes as long when `kept` is null, for somebody unknown; `stale`: to be hashed anew. Rejects with TooManyAtOnce. */
  check(kept: string | null, password: string): Promise<{ readonly ok: boolean; readonly stale: boolean }>
}

/** More wait for a hash than can be served soon. */
export class TooManyAtOnce extends Error {
  override readonly name = 'TooManyAtOnce'
}

/** Makes the hasher; `options` for tests. */
export function passwords(
  options: typeof ARGON2 | { memoryCost: number; timeCost: number; parallelism: number } = ARGON2,
): Passwords {
  const waiting: (() => void)[] = []
  let running = 0
  let dummy: Promise<string> | undefined

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= AT_ONCE) {
      if (waiting.length >= MOST_WAITING) throw new TooManyAtOnce('too many passwords wait to be hashed')
      await new Promise<void>((resolve) => waiting.push(resolve))
    } else running++
    try {
      return await work()
    } finally {
      const next = waiting.shift()
      if (next) next()
      else running--
    }
  }

  // Loaded when the first password comes: a service that knows keys alone never needs it.
  const argon2 = () => import('@node-rs/argon2')
  const digest = async (password: string) => (await argon2()).hash(plain(password), options)
  return {
    hash: (password) => inTurn(() => digest(password)),
    check: (kept, password) =>
      inTurn(async () => {
        // Nobody's password: hashed with the same settings, so that it takes as long to find out.
        dummy ??= digest('the password of nobody')
        const { parseOptions, verify } = await argon2()
        const right = await verify(kept ?? (await dummy), plain(password))
        return { ok: right && kept !== null, stale: kept !== null && isStale(parseOptions(kept), options) }
      }),
  }
}

/** The same text however it was composed by a keyboard. */
function plain(password: string): string {
  return password.normalize('NFKC')
}

interface Cost {
  readonly memoryCost: number
  readonly timeCost: number
}

function isStale(kept: Cost, wanted: Cost): boolean {
  return kept.memoryCost < wanted.memoryCost || kept.timeCost < wanted.timeCost
}
