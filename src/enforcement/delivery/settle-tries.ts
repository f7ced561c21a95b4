import type { PostResult } from './answer-kind.ts'
import { afterAnswer, type BreakerOptions } from './breaker.ts'
import type { Breaker, Claimed, Outcome, Settled } from './ports.ts'
import { nextTryMs, type Schedule } from './schedule.ts'

/** A message that was sent, or claimed and not sent after all (`stopped`). */
export interface Try {
  readonly message: Claimed
  /** It was claimed while the breaker was open. */
  readonly probe: boolean
  readonly atMs: number
  readonly tookMs: number
  readonly status: number | undefined
  readonly result: PostResult
  /** What the receiver asked for. */
  readonly pauseMs: number | undefined
}

/**
 * What becomes of messages that were tried, one after the other. Failures while the breaker is open, those of probes
 * included, use up no try: a receiver that is down for days loses nothing by it.
 */
export function settleTries(
  options: { readonly schedule: Schedule; readonly breaker: BreakerOptions; readonly random: () => number },
  before: Breaker,
  tries: readonly Try[],
  nowMs: number,
): Settled {
  let breaker = before
  let gone = false
  const outcomes = tries.map((one): Outcome => {
    const { message, status, result, atMs, tookMs } = one
    const base = { id: message.id, claim: message.claim, atMs, tookMs, status, result, tries: message.tries }
    if (result === 'stopped') return { ...base, next: { kind: 'given-back' } }
    const wasOpen = breaker.openedMs !== undefined
    breaker = afterAnswer(options.breaker, breaker, one, nowMs)
    if (result === 'delivered') return { ...base, tries: message.tries + 1, next: { kind: 'delivered' } }
    if (result === 'gone') gone = true
    // Behind all that have waited longer, so that the next probe is another message: one alone may be what fails.
    if (gone || (wasOpen && breaker.openedMs !== undefined))
      return { ...base, next: { kind: 'again', dueMs: Math.max(nowMs, breaker.holdUntilMs) } }
    const used = message.tries + 1
    const dueMs = nextTryMs(options.schedule, used, nowMs, options.random(), one.pauseMs)
    const next = dueMs === undefined ? ({ kind: 'dead' } as const) : ({ kind: 'again', dueMs } as const)
    return { ...base, tries: used, next }
  })
  return { outcomes, breaker, gone }
}
