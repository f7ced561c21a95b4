import { isSick, type PostResult } from './answer-kind.ts'
import type { Breaker } from './ports.ts'

export interface BreakerOptions {
  /** Failures in a row that open it. */
  readonly failures: number
  /** How long it stays open before one message is tried; doubled with each such try that fails. */
  readonly firstHoldMs: number
  readonly longestHoldMs: number
  /** How long nothing is sent after 429, 502, 503 and 504 without `Retry-After`; doubled with each in a row. */
  readonly busyHoldMs: number
}

export const BREAKER_DEFAULTS: BreakerOptions = {
  failures: 10,
  firstHoldMs: 15_000,
  longestHoldMs: 600_000,
  busyHoldMs: 500,
}

export const CLOSED: Breaker = { failures: 0, openedMs: undefined, holdUntilMs: 0 }

export type BreakerState = 'closed' | 'open' | 'half-open'

/** Half-open: the time is over, and the next message is a probe. */
export function breakerState({ openedMs, holdUntilMs }: Breaker, nowMs: number): BreakerState {
  if (openedMs === undefined) return 'closed'
  return nowMs < holdUntilMs ? 'open' : 'half-open'
}

/** The breaker after one more answer. `probe`: it was sent while the breaker was open. */
export function afterAnswer(
  options: BreakerOptions,
  before: Breaker,
  answer: { readonly result: PostResult; readonly probe: boolean; readonly pauseMs: number | undefined },
  nowMs: number,
): Breaker {
  const { result, probe, pauseMs } = answer
  const asked = pauseMs === undefined ? 0 : nowMs + pauseMs
  // Whoever answers at all is there, whatever it thinks of the message.
  if (!isSick(result)) return { ...CLOSED, holdUntilMs: asked }
  const isOpen = before.openedMs !== undefined
  // What was under way when it opened says nothing new.
  if (isOpen && !probe) return { ...before, holdUntilMs: Math.max(before.holdUntilMs, asked) }
  const failures = before.failures + 1
  if (isOpen || failures >= options.failures) {
    const hold = doubled(options.firstHoldMs, failures - options.failures, options.longestHoldMs)
    return { failures, openedMs: before.openedMs ?? nowMs, holdUntilMs: Math.max(nowMs + hold, asked) }
  }
  const own = result === 'busy' ? nowMs + doubled(options.busyHoldMs, failures - 1, options.firstHoldMs) : 0
  return { failures, openedMs: undefined, holdUntilMs: Math.max(before.holdUntilMs, asked || own) }
}

function doubled(ms: number, times: number, most: number): number {
  return Math.min(most, ms * 2 ** Math.min(30, Math.max(0, times)))
}
