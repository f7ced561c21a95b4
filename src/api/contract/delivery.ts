import { z } from 'zod'
import { EntityRef } from '../../core/entity.ts'
import { DeliveryId, EndpointId, EnforcementId } from '../../core/ids.ts'

const time = z.iso.datetime()
const MessageType = z
  .string()
  .max(64)
  .regex(/^[a-z][a-z_]*(\.[a-z][a-z_]*)*$/, 'expected a type of message, such as enforcement.applied')
const line = (longest: number) =>
  z
    .string()
    .max(longest)
    .regex(/^[^\p{Cc}]*$/u, 'expected no control characters')
const limit = z.int().min(1).max(1000).exactOptional()

export const EndpointParams = z.strictObject({ id: EndpointId })
export type EndpointParams = z.infer<typeof EndpointParams>

/** Where webhooks go. */
export const Endpoint = z.object({
  id: EndpointId,
  url: z.string(),
  description: z.string(),
  /** Null: all. */
  types: z.array(z.string()).nullable(),
  /** `gone`: the receiver answered 410. */
  state: z.enum(['on', 'paused', 'gone']),
  /** Why it is not on. */
  why: z.string(),
  createdAt: time,
  createdBy: z.string(),
  /** Until when the secret before the last one signs too. */
  oldSecretUntil: time.nullable(),
  breaker: z.object({
    /** Open: the receiver is not there, nothing is sent, and no try is used up; half-open: the next message is a probe. */
    state: z.enum(['closed', 'open', 'half-open']),
    failuresInRow: z.int(),
    openedAt: time.nullable(),
    /** Until when nothing is sent, because it is open or the receiver asked for a pause. */
    holdUntil: time.nullable(),
  }),
  /** When it last took a message. */
  deliveredAt: time.nullable(),
  /** Messages on their way. */
  waiting: z.int(),
  /** Messages that nobody sends any more. */
  dead: z.int(),
  /** When the one that waits longest was queued. */
  oldestAt: time.nullable(),
})
export type Endpoint = z.infer<typeof Endpoint>
export const EndpointList = z.object({ endpoints: z.array(Endpoint) })

export const AddEndpointRequest = z.strictObject({
  url: z.string().min(1).max(2000),
  description: line(200).exactOptional(),
  /** Types of messages that it wants; all when not given. */
  types: z.array(MessageType).min(1).max(50).exactOptional(),
})
export type AddEndpointRequest = z.infer<typeof AddEndpointRequest>

/** `secret` is what messages are signed with, shown this once. */
export const AddedEndpoint = z.object({ ...Endpoint.shape, secret: z.string() })
export type AddedEndpoint = z.infer<typeof AddedEndpoint>

export const RotateRequest = z.strictObject({
  /** How long the secret until now signs too, as `24h`, which is the default; `0s`: it ends at once. */
  keep: z
    .string()
    .max(32)
    .regex(/^(\d+(\.\d+)?(ms|s|m|h|d|w))+$/, 'expected a length of time such as 24h')
    .exactOptional(),
})
export type RotateRequest = z.infer<typeof RotateRequest>

export const PauseRequest = z.strictObject({ why: line(200).exactOptional() })
export type PauseRequest = z.infer<typeof PauseRequest>

export const RemovedEndpoint = z.object({ id: EndpointId, removed: z.literal(true) })

const results = [
  ...['delivered', 'gone', 'busy', 'error', 'refused', 'redirect', 'timeout', 'unreachable'],
  ...['forbidden-address', 'stopped'],
] as const
/** What the receiver made of a message of type `ping`. */
export const PingReply = z.object({
  delivered: z.boolean(),
  result: z.enum(results as readonly [string, ...string[]]),
  status: z.int().nullable(),
  ms: z.number(),
})
export type PingReply = z.infer<typeof PingReply>

export const DeliveryParams = z.strictObject({ id: DeliveryId })
export type DeliveryParams = z.infer<typeof DeliveryParams>

export const DeliveryState = z.enum(['waiting', 'behind', 'sending', 'delivered', 'dead', 'dropped'])

/** One message to one endpoint, without what it says. */
export const Delivery = z.object({
  id: DeliveryId,
  endpoint: EndpointId,
  /** The header `webhook-id`. */
  message: z.string(),
  type: z.string(),
  target: z.string(),
  /** `behind`: an earlier message of its target is on its way; `dropped`: its endpoint was removed. */
  state: DeliveryState,
  queuedAt: time,
  /** Null: it is not tried any more. */
  dueAt: time.nullable(),
  tries: z.int(),
  lastAt: time.nullable(),
  /** Null: the receiver did not answer. */
  lastStatus: z.int().nullable(),
  lastResult: z.string().nullable(),
  /** A later message of its target has been delivered to the endpoint. */
  overtaken: z.boolean(),
})
export type Delivery = z.infer<typeof Delivery>

/** Targets are named in the body: their ids are personal data, which has no place in an address. */
export const FindDeliveriesRequest = z.strictObject({
  endpoint: EndpointId.exactOptional(),
  target: EntityRef.exactOptional(),
  states: z.array(DeliveryState).min(1).max(6).exactOptional(),
  /** Types of messages. */
  types: z.array(MessageType).min(1).max(20).exactOptional(),
  /** The `next` of the page before. */
  before: z
    .string()
    .regex(/^\d{1,18}$/, 'expected the `next` of an earlier reply')
    .exactOptional(),
  limit,
})
export type FindDeliveriesRequest = z.infer<typeof FindDeliveriesRequest>
/** Newest first; `next` leads to older ones, null when there are none. */
export const DeliveriesReply = z.object({ deliveries: z.array(Delivery), next: z.string().nullable() })
export type DeliveriesReply = z.infer<typeof DeliveriesReply>

/** Attempts: the status alone; what receivers say is not kept. */
export const DeliveryReply = z.object({
  ...Delivery.shape,
  attempts: z.array(z.object({ at: time, status: z.int().nullable(), result: z.string(), ms: z.number() })),
})
export type DeliveryReply = z.infer<typeof DeliveryReply>

export const ResendDeadRequest = z.strictObject({ endpoint: EndpointId })
export type ResendDeadRequest = z.infer<typeof ResendDeadRequest>
/** `overtaken`: of which a later message of the same target had been delivered meanwhile. */
export const ResentReply = z.object({ queued: z.int(), overtaken: z.int() })
export type ResentReply = z.infer<typeof ResentReply>

/** What the platform believes to be in force. */
export const BelievedEnforcement = z.strictObject({
  target: EntityRef,
  /** The enforcement's name, as `mute`. */
  enforcement: z.string().min(1).max(64),
  /** Its id, when the platform has kept it. */
  id: EnforcementId.exactOptional(),
})
export type BelievedEnforcement = z.infer<typeof BelievedEnforcement>

export const ReconcileRequest = z.strictObject({
  /** At this endpoint alone; all that are on when not given. */
  endpoint: EndpointId.exactOptional(),
  /** Everything that the platform believes to be in force; without it, what was not delivered is told again. */
  believed: z.array(BelievedEnforcement).max(200_000).exactOptional(),
  /** Says what differs and sends nothing. */
  dryRun: z.boolean().exactOptional(),
})
export type ReconcileRequest = z.infer<typeof ReconcileRequest>

const Difference = z.object({ target: z.string(), enforcement: z.string() })
export const ReconcileReply = z.object({
  /** Messages queued. */
  sent: z.int(),
  /** Targets whose state was told again because their last message was not delivered, or is older than the state. */
  behind: z.int(),
  /** In force here and not there, at most 1,000 of them. */
  missing: z.array(Difference),
  /** In force there and not here, at most 1,000 of them. */
  surplus: z.array(Difference),
  missingCount: z.int(),
  surplusCount: z.int(),
})
export type ReconcileReply = z.infer<typeof ReconcileReply>

/** Effects of decisions that could not be carried out again and again, by kind and fault; never content. */
export const AsideReply = z.object({
  aside: z.array(
    z.object({ kind: z.string(), fault: z.string(), count: z.int(), oldestAt: z.iso.datetime() }),
  ),
})
export type AsideReply = z.infer<typeof AsideReply>

/** How many effects were put back to be carried out once more. */
export const RetriedReply = z.object({ retried: z.int() })
export type RetriedReply = z.infer<typeof RetriedReply>
