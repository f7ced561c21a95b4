import type { Random } from './random.ts'
import { type Account, NEW_ACCOUNTS, newcomer, type Role, type World } from './world.ts'

const HOUR = 3_600_000
/** Of all accounts, those that are less than a day old. */
const NEW_SHARE = 0.03
/** How long an account made to do harm lasts until it is banned or left. */
const THROWN_AWAY_MS = 20 * HOUR

/**
 * Lets new accounts come and others leave as the world's time passes, so that some are always fresh. Call it with
 * times that never fall.
 */
export function newArrivals(random: Random, world: World, startMs: number): (timeMs: number) => void {
  const ordinary = arrivals(random, startMs, (24 * HOUR) / (NEW_SHARE * world.accounts.length), (timeMs) =>
    replaceOne(random, world.accounts, newcomer(random, world, timeMs, { ageMs: 1000 })),
  )
  const harmful = [...NEW_ACCOUNTS].map((role: Role) => {
    const accounts = world.harmful[role]
    return arrivals(random, startMs, THROWN_AWAY_MS / accounts.length, (timeMs) =>
      replaceOne(random, accounts, newcomer(random, world, timeMs, { ageMs: 60_000 })),
    )
  })
  return (timeMs) => {
    ordinary(timeMs)
    for (const arrive of harmful) arrive(timeMs)
  }
}

/** Calls `arrive` about once in each stretch of `everyMs`. */
function arrivals(
  random: Random,
  startMs: number,
  everyMs: number,
  arrive: (timeMs: number) => void,
): (timeMs: number) => void {
  let nextMs = startMs + random.next() * everyMs
  return (timeMs) => {
    for (; nextMs <= timeMs; nextMs += (0.5 + random.next()) * everyMs) arrive(Math.floor(nextMs))
  }
}

function replaceOne(random: Random, accounts: Account[], by: Account): void {
  accounts[random.int(accounts.length)] = by
}
