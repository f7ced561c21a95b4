import type { Clock } from '../core/clock.ts'
import { Unavailable } from '../engine/ports.ts'
import { describeFault } from './describe-fault.ts'
import type { Log } from './parts.ts'
import type { Lookout, Seen } from './ports.ts'

/** Who is called when there is something for them. */
export type Errands = { readonly [K in keyof Seen]: () => unknown }

export interface RoundsOptions {
  /** How often it is looked. */
  readonly everyMs?: number
  /** How often everybody is called, whatever was seen. */
  readonly wholeMs?: number
}

export const ROUNDS_DEFAULTS: Required<RoundsOptions> = { everyMs: 1000, wholeMs: 60_000 }

/** Keys and people are looked after every second time: they are read row by row. */
const ACCESS_EVERY = 2

/**
 * Looks once a second for what this or another process on the database has left to do, for everybody with one
 * statement, and calls those for whom there is something; once more after that, so that they see that it is over.
 */
export function goRounds(
  parts: {
    readonly lookout: Lookout
    readonly clock: Clock
    readonly tell: Log
    /** Up to where labels are known here. */
    readonly labelsSince: () => string
  },
  errands: Errands,
  options: RoundsOptions = {},
): { stop(): Promise<void> } {
  const { everyMs, wholeMs } = { ...ROUNDS_DEFAULTS, ...options }
  const kinds = Object.keys(errands) as (keyof Seen)[]
  /** What was seen last of each, and dealt with. */
  const before = new Map<keyof Seen, unknown>()
  let count = 0
  let wholeAtMs: number | undefined
  let going: Promise<void> | undefined
  let told = false

  async function look(): Promise<void> {
    const nowMs = parts.clock.now()
    try {
      // A clock that was set back counts as time that passed.
      const isWhole = wholeAtMs === undefined || Math.abs(nowMs - wholeAtMs) >= wholeMs
      const access = count++ % ACCESS_EVERY === 0 || isWhole
      const seen = await parts.lookout.look({ nowMs, labelsSince: parts.labelsSince(), access })
      if (isWhole) wholeAtMs = nowMs
      for (const kind of kinds) {
        const is = seen[kind]
        if (is === null) continue
        if (isWhole || is === true || is !== before.get(kind)) call(kind)
        before.set(kind, is)
      }
      told = false
    } catch (fault) {
      // The store tells by itself that it is gone; once is enough for anything else.
      if (!(fault instanceof Unavailable) && !told)
        parts.tell({
          level: 'warn',
          message: 'it could not be looked what is to do',
          ...describeFault(fault),
        })
      told = true
    }
  }

  function call(kind: keyof Seen): void {
    Promise.resolve()
      .then(errands[kind])
      .catch((fault: unknown) => {
        // What was seen is still to be done.
        before.delete(kind)
        if (!(fault instanceof Unavailable))
          parts.tell({ level: 'warn', message: `${kind} could not be looked after`, ...describeFault(fault) })
      })
  }

  const timer = setInterval(() => {
    going ??= look().finally(() => {
      going = undefined
    })
  }, everyMs)
  timer.unref()
  return {
    async stop() {
      clearInterval(timer)
      await going
    },
  }
}
