import type { Clock } from '../../core/clock.ts'
import { oneAtATime } from '../../core/one-at-a-time.ts'
import { Unavailable } from '../../engine/ports.ts'
import { describeFault } from '../describe-fault.ts'
import type { Log } from '../parts.ts'
import type { Following } from './following.ts'
import type { AsideEffects, Carriers, EffectFollower } from './ports.ts'

export interface FollowOptions {
  /** How many effects are carried out in one transaction. */
  readonly batch?: number
  /** How long until it is looked again, when nothing woke it: whoever goes the rounds wakes it when there is something. */
  readonly everyMs?: number
  /** The least between two looks, so that what is stored meanwhile is carried out together. */
  readonly gatherMs?: number
  /** How long it is waited after a fault. */
  readonly faultWaitMs?: number
}

export const FOLLOW_DEFAULTS: Required<FollowOptions> = {
  ...{ batch: 1000, everyMs: 15_000, gatherMs: 40, faultWaitMs: 1000 },
}
/** An effect that failed so often, by itself, is put aside: the others must not wait for it. */
const TRIES_ALONE = 5
/** How many kinds of fault are told of what was put aside. */
const KINDS = 20
const LOOK_EVERY_MS = 60_000

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
  const { batch, everyMs, gatherMs, faultWaitMs } = { ...FOLLOW_DEFAULTS, ...options }
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

  /** So many rows are still read one by one, since one of them could not be carried out. */
  let alone = 0
  async function loop(): Promise<void> {
    while (!stopped) {
      woken = false
      const limit = alone > 0 ? 1 : batch
      const isLastTry = alone > 0 && faults >= TRIES_ALONE - 1
      try {
        const passed = await parts.follower.follow(parts.carriers, limit, parts.clock.now(), isLastTry)
        if (isLastTry) await look().catch(() => {})
        faults = 0
        alone = passed === 0 ? 0 : Math.max(0, alone - passed)
        if (passed > 0) parts.carriedOut?.()
        if (passed >= limit) continue
        await sleep(gatherMs, true)
        if (passed === 0) await sleep(everyMs)
      } catch (fault) {
        // That the database is away or full passes by itself, and the store says so.
        if (fault instanceof Unavailable && fault.reason !== 'busy') {
          await sleep(faultWaitMs, true)
          continue
        }
        parts.tell({
          level: 'error',
          message:
            alone > 0
              ? `an effect of a decision could not be carried out, ${faults + 1} times now`
              : 'effects of decisions could not be carried out; they are tried one by one',
          ...describeFault(fault),
        })
        if (alone > 0) faults++
        else alone = batch
        await sleep(faultWaitMs, true)
      }
    }
  }
  let aside: readonly AsideEffects[] = []
  const look = oneAtATime(async () => {
    aside = await parts.follower.aside(KINDS)
  })
  const looking = setInterval(() => void look().catch(() => {}), LOOK_EVERY_MS)
  looking.unref()
  void look().catch(() => {}) // the store says itself when it is away
  const running = loop()
  return {
    get aside() {
      return aside
    },
    look,
    async retry() {
      const count = await parts.follower.retryAside()
      await look()
      this.wake()
      return count
    },
    wake() {
      woken = true
      rouse?.('wake')
    },
    async stop() {
      stopped = true
      rouse?.('stop')
      clearInterval(looking)
      await running
    },
  }
}
