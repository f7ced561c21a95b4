import { setMaxListeners } from 'node:events'
import type { EndpointId } from '../../core/ids.ts'
import { isSick, type PostResult } from './answer-kind.ts'
import { breakerState } from './breaker.ts'
import type { DispatchOptions, DispatchParts } from './dispatch-options.ts'
import type { Breaker, Claimed, TurnTaken } from './ports.ts'
import { askedPauseMs } from './schedule.ts'
import { settleTries, type Try } from './settle-tries.ts'
import { signedHeaders } from './signed-headers.ts'

export interface EndpointSender {
  /** There is something due. */
  go(): void
  stop(): Promise<void>
}

/** A claimed message and what it is sent with. */
interface Ready {
  readonly message: Claimed
  readonly probe: boolean
  readonly claimedMs: number
  readonly url: string
  readonly secrets: readonly string[]
}

/** After a fault of the store, in ms. */
const AGAIN_MS = 500

/**
 * Sends to one endpoint, so many messages at a time. What came of them is noted in the same transaction in which the next ones
 * are claimed, one such turn after the other: the busier it is, the more goes through each.
 */
export function endpointSender(
  parts: DispatchParts & { readonly count: (result: PostResult) => void },
  options: DispatchOptions,
  endpoint: EndpointId,
): EndpointSender {
  const aborting = new AbortController()
  // One listener for each message under way.
  setMaxListeners(0, aborting.signal)
  const ready: Ready[] = []
  const results: Try[] = []
  let underWay = 0
  /** Falls by half when the receiver is not well, and rises by one with each message that it took. */
  let limit = options.perEndpoint
  let turning: Promise<void> | undefined
  /** More has come since the turn under way began. */
  let asked = false
  let stopping = false

  function go(): void {
    asked = true
    turning ??= turns().finally(() => {
      turning = undefined
      // What came in between the last look and here.
      if ((asked || results.length > 0) && !stopping) go()
    })
  }

  async function turns(): Promise<void> {
    for (let more = true; more; ) {
      asked = false
      const noted = results.splice(0)
      const nowMs = parts.now()
      let breaker: Breaker | undefined
      let wanted = 0
      let taken: TurnTaken | undefined
      try {
        taken = await parts.queue.turn({
          ...{ endpoint, nowMs, leaseMs: options.leaseMs },
          settle(before) {
            const settled = settleTries({ ...options, random: parts.random }, before, noted, nowMs)
            tellChange(before, settled.breaker)
            if (settled.gone)
              parts.tell({ level: 'warn', message: `endpoint ${endpoint} wants no more webhooks (410 Gone)` })
            breaker = settled.breaker
            return settled
          },
          want(current) {
            wanted = wantedOf(current, nowMs)
            return wanted
          },
        })
      } catch {
        results.unshift(...noted)
        if (stopping) return
        await new Promise((resolve) => setTimeout(resolve, AGAIN_MS))
        continue
      }
      if (taken !== undefined)
        for (const message of taken.claimed)
          ready.push({
            ...{ message, claimedMs: nowMs, url: taken.url, secrets: taken.secrets },
            probe: taken.breaker.openedMs !== undefined,
          })
      if (taken === undefined || isHeld(breaker, nowMs)) giveBack()
      start()
      more =
        results.length > 0 ||
        (asked && !stopping) ||
        (taken !== undefined && wanted > 0 && taken.claimed.length === wanted && !stopping && room() > 0)
    }
  }

  function wantedOf(breaker: Breaker, nowMs: number): number {
    if (stopping || nowMs < breaker.holdUntilMs) return 0
    if (breakerState(breaker, nowMs) === 'half-open') return underWay === 0 ? 1 : 0
    return room()
  }

  /** Some are claimed ahead, so that no connection waits for a turn. */
  function room(): number {
    return Math.max(0, 2 * Math.ceil(limit) - underWay - ready.length)
  }

  function start(): void {
    while (underWay < limit && ready.length > 0) {
      const next = ready.shift()!
      // It must be over before somebody else may think that we are gone.
      if (parts.now() + options.tryMs > next.claimedMs + options.leaseMs) results.push(unsent(next))
      else void send(next)
    }
  }

  async function send(next: Ready): Promise<void> {
    const { message, url, secrets, probe } = next
    underWay++
    const atMs = parts.now()
    const began = performance.now()
    const headers = signedHeaders(secrets, { id: message.message, body: message.body }, atMs)
    const { result, status, retryAfter } = await parts.post({
      url,
      headers,
      body: message.body,
      signal: aborting.signal,
    })
    underWay--
    parts.count(result)
    limit = isSick(result) ? Math.max(1, limit / 2) : Math.min(options.perEndpoint, limit + 1)
    const pauseMs = askedPauseMs(options.schedule, retryAfter, parts.now())
    results.push({ message, probe, atMs, tookMs: performance.now() - began, status, result, pauseMs })
    start()
    go()
  }

  function giveBack(): void {
    for (const next of ready.splice(0))
      if (!next.probe) results.push(unsent(next))
      else ready.push(next)
  }

  function unsent({ message, probe }: Ready): Try {
    return { message, probe, atMs: 0, tookMs: 0, status: undefined, result: 'stopped', pauseMs: undefined }
  }

  function tellChange(before: Breaker, after: Breaker): void {
    if (before.openedMs === undefined && after.openedMs !== undefined)
      parts.tell({
        level: 'warn',
        message: `endpoint ${endpoint} does not take webhooks: they wait until it does`,
      })
    if (before.openedMs !== undefined && after.openedMs === undefined)
      parts.tell({ level: 'info', message: `endpoint ${endpoint} takes webhooks again` })
  }

  return {
    go,
    async stop() {
      stopping = true
      for (const next of ready.splice(0)) results.push(unsent(next))
      const deadline = setTimeout(() => aborting.abort(), options.drainMs)
      while (underWay > 0) await new Promise((resolve) => setTimeout(resolve, 20))
      clearTimeout(deadline)
      await turning
      if (results.length > 0) await turns()
    },
  }
}

function isHeld(breaker: Breaker | undefined, nowMs: number): boolean {
  return breaker !== undefined && nowMs < breaker.holdUntilMs
}
