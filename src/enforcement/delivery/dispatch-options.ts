import { BREAKER_DEFAULTS, type BreakerOptions } from './breaker.ts'
import type { DeliveryQueue } from './ports.ts'
import type { Post } from './post-webhook.ts'
import { SCHEDULE, type Schedule } from './schedule.ts'

export interface DispatchOptions {
  readonly schedule: Schedule
  readonly breaker: BreakerOptions
  /** Messages to one endpoint at a time. */
  readonly perEndpoint: number
  /** How long a claimed message is ours; longer than a try may take. */
  readonly leaseMs: number
  /** The longest that a try takes. */
  readonly tryMs: number
  /** How often it is looked for what is due, when nothing wakes it. */
  readonly pollMs: number
  readonly upkeepMs: number
  /** What has waited so long for a receiver that is not there becomes a dead letter. */
  readonly giveUpMs: number
  /** How long what has ended is kept. */
  readonly keepMs: number
  /** How long tries under way may take when it stops. */
  readonly drainMs: number
}

const DAY_MS = 86_400_000

export const DISPATCH_DEFAULTS: DispatchOptions = {
  schedule: SCHEDULE,
  breaker: BREAKER_DEFAULTS,
  perEndpoint: 32,
  leaseMs: 45_000,
  tryMs: 32_000,
  pollMs: 1000,
  upkeepMs: 15_000,
  giveUpMs: 5 * DAY_MS,
  keepMs: 30 * DAY_MS,
  drainMs: 5000,
}

export interface DispatchParts {
  readonly queue: DeliveryQueue
  readonly post: Post
  readonly now: () => number
  /** A number in [0, 1), for jitter. */
  readonly random: () => number
  readonly tell: (line: { readonly level: 'info' | 'warn'; readonly message: string }) => void
}
