import type { DeliveryId, EndpointId } from '../../core/ids.ts'

/** What is known of an endpoint's health; sending stops while it is open. */
export interface Breaker {
  /** In a row, of the kind that says that the receiver is not there. */
  readonly failures: number
  /** Since when it is open; undefined: it is closed. */
  readonly openedMs: number | undefined
  /** Until when nothing is sent: when it is open, or the receiver asked for a pause. */
  readonly holdUntilMs: number
}

/** Where webhooks go. `gone`: the receiver answered 410. */
export interface EndpointRecord {
  readonly id: EndpointId
  readonly url: string
  readonly description: string
  /** Types of messages that it wants; null: all. */
  readonly types: readonly string[] | null
  readonly state: 'on' | 'paused' | 'gone'
  /** Why it is not on. */
  readonly why: string
  readonly createdMs: number
  readonly createdBy: string
  /** Until when the secret before the last rotation signs too. */
  readonly oldUntilMs: number | undefined
  /** When it last took something. */
  readonly deliveredMs: number | undefined
  readonly breaker: Breaker
}

export interface EndpointStanding extends EndpointRecord {
  /** Messages on their way, and those that nobody sends any more. */
  readonly waiting: number
  readonly dead: number
  /** When the one that waits longest was queued. */
  readonly oldestMs: number | undefined
}

/** Endpoints as they are kept. Rejects with `Unavailable`. */
export interface EndpointLog {
  add(
    endpoint: Pick<EndpointRecord, 'id' | 'url' | 'description' | 'types' | 'createdMs' | 'createdBy'>,
    secret: string,
  ): Promise<void>
  list(): Promise<EndpointStanding[]>
  get(id: EndpointId): Promise<EndpointStanding | undefined>
  /** Those that sign at `nowMs`, the newest first; undefined: there is no such endpoint. */
  secrets(id: EndpointId, nowMs: number): Promise<string[] | undefined>
  /** Pauses it, or lets it go on with its breaker closed. False: there is no such endpoint. */
  move(id: EndpointId, to: 'on' | 'paused', why: string): Promise<boolean>
  /** The secret until now signs beside the new one until `oldUntilMs`. False: there is no such endpoint. */
  rotate(id: EndpointId, secret: string, oldUntilMs: number): Promise<boolean>
  /** Forgets it with its secrets; what waits for it is dropped. False: there is no such endpoint. */
  remove(id: EndpointId, nowMs: number): Promise<boolean>
}

export type DeliveryState = 'waiting' | 'behind' | 'sending' | 'delivered' | 'dead' | 'dropped'

/** One message to one endpoint, without what it says. */
export interface DeliveryRecord {
  readonly id: DeliveryId
  readonly endpoint: EndpointId
  /** What the receiver sees as `webhook-id`. */
  readonly message: string
  readonly type: string
  readonly target: string
  readonly state: DeliveryState
  readonly queuedMs: number
  /** When it is tried next; undefined: it is not. */
  readonly dueMs: number | undefined
  readonly tries: number
  readonly lastMs: number | undefined
  /** What the receiver answered last; undefined: nothing. */
  readonly lastStatus: number | undefined
  readonly lastResult: string | undefined
  /** Whether a later message of its target has been delivered to the endpoint meanwhile. */
  readonly overtaken: boolean
  /** Older ones come behind it. */
  readonly cursor: string
}

export interface Attempt {
  readonly atMs: number
  readonly status: number | undefined
  readonly result: string
  readonly tookMs: number
}

/** Deliveries as people look at them. Rejects with `Unavailable`. */
export interface DeliveryLog {
  /** Newest first. */
  list(asked: {
    readonly endpoint: EndpointId | undefined
    readonly target: string | undefined
    readonly states: readonly DeliveryState[] | undefined
    readonly types?: readonly string[] | undefined
    readonly before: string | undefined
    readonly limit: number
  }): Promise<DeliveryRecord[]>
  get(id: DeliveryId): Promise<(DeliveryRecord & { readonly attempts: Attempt[] }) | undefined>
  /** Queues one that is dead or delivered again; undefined: there is none, or its endpoint is gone from here. */
  resend(id: DeliveryId, nowMs: number): Promise<DeliveryRecord | undefined>
  /** How many `resendDead` would queue, on how many targets. */
  countDead(endpoint: EndpointId): Promise<{ queued: number; overtaken: number; targets: number }>
  /** Queues all that are dead at an endpoint, and says how many and how many of them were overtaken. */
  resendDead(endpoint: EndpointId, nowMs: number): Promise<{ queued: number; overtaken: number }>
}

/** A message that is ours to send until the lease ends. */
export interface Claimed {
  readonly id: DeliveryId
  readonly claim: string
  /** `webhook-id` */
  readonly message: string
  readonly body: string
  readonly tries: number
}

/** What came of a try. */
export interface Outcome {
  readonly id: DeliveryId
  readonly claim: string
  readonly atMs: number
  readonly tookMs: number
  readonly status: number | undefined
  readonly result: string
  /** Tries used up so far. */
  readonly tries: number
  readonly next:
    | { readonly kind: 'delivered' }
    | { readonly kind: 'again'; readonly dueMs: number }
    | { readonly kind: 'dead' }
    /** It was not tried after all. */
    | { readonly kind: 'given-back' }
}

/** What an endpoint's senders agree on, decided with the breaker as it is now. */
export interface Settled {
  readonly outcomes: readonly Outcome[]
  readonly breaker: Breaker
  /** The receiver wants nothing any more. */
  readonly gone: boolean
}

export interface Turn {
  readonly endpoint: EndpointId
  readonly nowMs: number
  /** Called with the breaker as it is, while nobody else changes it. */
  readonly settle: (breaker: Breaker) => Settled
  /** How many to claim at most, once settled. */
  readonly want: (breaker: Breaker) => number
  readonly leaseMs: number
}

export interface TurnTaken {
  readonly url: string
  readonly secrets: readonly string[]
  readonly breaker: Breaker
  readonly claimed: readonly Claimed[]
}

/** The queue as senders use it; several processes may. Rejects with `Unavailable`. */
export interface DeliveryQueue {
  /** Endpoints that are on, not held, and have something due. What was leased too long ago is free again. */
  due(nowMs: number): Promise<EndpointId[]>
  /**
   * Notes what came of tries and claims the next ones, each the first of its target. Undefined: the endpoint is not on;
   * outcomes are noted all the same.
   */
  turn(turn: Turn): Promise<TurnTaken | undefined>
  /**
   * Gives up what has waited longer than `giveUpMs`, frees what stands behind nothing, forgets what ended before
   * `keepMs`, and counts.
   */
  upkeep(
    nowMs: number,
    limits: { readonly giveUpMs: number; readonly keepMs: number },
  ): Promise<QueueFigures & { readonly gaveUp: number }>
}

export interface QueueFigures {
  readonly waiting: number
  readonly dead: number
  /** Endpoints whose breaker is open. */
  readonly open: number
}

/** An enforcement that the platform takes to be in force. */
export interface Believed {
  readonly target: string
  readonly enforcement: string
  readonly id: string | undefined
}

export interface Difference {
  readonly target: string
  readonly enforcement: string
}

export interface Compared {
  /** In force here and not there, and the other way round; at most 1,000 of each. */
  readonly missing: readonly Difference[]
  readonly surplus: readonly Difference[]
  readonly missingCount: number
  readonly surplusCount: number
  readonly sent: number
}

/** Tells again what holds, under new sequence numbers. Rejects with `Unavailable`. */
export interface Reconciler {
  /**
   * Enforcements whose latest message to the endpoint is dead or was never queued. `recovered`: only when the endpoint
   * has taken something since. Undefined: there is no such endpoint, or it is not on.
   */
  behind(asked: {
    readonly endpoint: EndpointId
    readonly nowMs: number
    readonly recovered: boolean
    readonly dryRun: boolean
  }): Promise<{ readonly behind: number; readonly sent: number } | undefined>
  compare(asked: {
    readonly endpoint: EndpointId
    readonly believed: readonly Believed[]
    readonly nowMs: number
    readonly dryRun: boolean
  }): Promise<Compared | undefined>
}

/** Everything durable that delivery stands on. */
export interface DeliveryStore {
  readonly endpoints: EndpointLog
  readonly deliveries: DeliveryLog
  readonly queue: DeliveryQueue
  readonly reconciler: Reconciler
}
