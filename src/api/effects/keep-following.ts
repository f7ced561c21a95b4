import type { Clock } from '../../core/clock.ts'
import { Unavailable } from '../../engine/ports.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import type { Carriers, EffectFollower } from '../ports.ts'

export interface FollowOptions {
  /** How many effects are carried out in one transaction. */
  readonly batch?: number
  /** How long until it is looked again, when nothing woke it. */
  readonly everyMs?: number
  /** The least between two looks, so that what is stored meanwhile is carried out together. */
  readonly gatherMs?: number
}

export const FOLLOW_DEFAULTS: Required<FollowOptions> = { batch: 1000, everyMs: 500, gatherMs: 40 }
/** After a fault that is not the database's being away; each further one waits twice as long. */
const FAULT_WAIT_MS = 1000
const LONGEST_WAIT_MS = 60_000

/** Carries out what decisions ask for after them, as long as the service runs. */
export interface Following {
  /** There is something to do: a decision with effects was stored. */
  wake(): void
  /** Finishes the batch that is under way. */
  stop(): Promise<void>
}

/** Reads the outbox on in a loop, whatever fails meanwhile. */
export function keepFollowing(
  parts: {
    readonly follower: EffectFollower
    readonly carriers: Carriers
    readonly clock: Clock
    readonly tell: Log
    /** Called when something was carried out: there may be messages to send. */
    readonly carriedOut?: () => void
  },
  options: FollowOptions = {},
): Following {
  const { batch, everyMs, gatherMs } = { ...FOLLOW_DEFAULTS, ...options }
  let stopped = false
  let woken = false
  let faults = 0
  let rouse: ((why: 'wake' | 'stop') => void) | undefined

  /** Until it is woken or so long has passed; `deaf`: only a stop cuts it short. */
  function sleep(ms: number, deaf = false): Promise<void> {
    if (stopped || (woken && !deaf)) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms)
      timer.unref()
      function done(): void {
        clearTimeout(timer)
        rouse = undefined
        resolve()
      }
      rouse = (why) => {
        if (!deaf || why === 'stop') done()
      }
    })
  }

  async function loop(): Promise<void> {
    while (!stopped) {
      woken = false
      try {
        const passed = await parts.follower.follow(parts.carriers, batch, parts.clock.now())
        faults = 0
        if (passed > 0) parts.carriedOut?.()
        if (passed >= batch) continue
        await sleep(gatherMs, true)
        if (passed === 0) await sleep(everyMs)
      } catch (fault) {
        // The store says itself when it is away.
        const isAway = fault instanceof Unavailable
        if (!isAway)
          parts.tell({
            level: 'error',
            message: 'effects of decisions could not be carried out; they wait and are tried again',
            ...describeFault(fault),
          })
        await sleep(Math.min(LONGEST_WAIT_MS, FAULT_WAIT_MS * 2 ** faults), true)
        if (!isAway) faults++
      }
    }
  }
  const running = loop()
  return {
    wake() {
      woken = true
      rouse?.('wake')
    },
    async stop() {
      stopped = true
      rouse?.('stop')
      await running
    },
  }
}
