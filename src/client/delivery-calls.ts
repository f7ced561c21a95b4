import type { z } from 'zod'
import type { ResendPreview } from '../api/contract/acts.ts'
import type {
  AddEndpointRequest,
  AddedEndpoint,
  AsideReply,
  BelievedEnforcement,
  DeliveriesReply,
  Delivery,
  DeliveryReply,
  Endpoint,
  FindDeliveriesRequest,
  PingReply,
  ReconcileReply,
  ResentReply,
  RetriedReply,
} from '../api/contract/delivery.ts'
import type { Ask, CallOptions } from './ask.ts'

type Wire<T> = { [Key in keyof T]: T[Key] extends string | undefined ? string : T[Key] }

export interface DeliveryCalls {
  /** Where webhooks go. */
  readonly endpoints: {
    /** The secret is in this answer and in no other. */
    add(request: AddEndpointRequest, options?: CallOptions): Promise<AddedEndpoint>
    list(options?: CallOptions): Promise<Endpoint[]>
    get(id: string, options?: CallOptions): Promise<Endpoint>
    /** A new secret; the one until now signs too for as long as `keep` says, a day when not given. */
    rotate(id: string, keep?: string, options?: CallOptions): Promise<AddedEndpoint>
    pause(id: string, why?: string, options?: CallOptions): Promise<Endpoint>
    resume(id: string, options?: CallOptions): Promise<Endpoint>
    remove(id: string, options?: CallOptions): Promise<void>
    /** Sends a message of type `ping` now. */
    test(id: string, options?: CallOptions): Promise<PingReply>
  }
  /** Messages to endpoints, and what became of them. */
  readonly deliveries: {
    /** Newest first; `before` is the `next` of the page before. */
    find(request?: Partial<Wire<FindDeliveriesRequest>>, options?: CallOptions): Promise<DeliveriesReply>
    get(id: string, options?: CallOptions): Promise<DeliveryReply>
    resend(id: string, options?: CallOptions): Promise<Delivery>
    /** All dead letters of an endpoint. */
    resendDead(endpoint: string, options?: CallOptions): Promise<ResentReply>
    /** How many that would be. */
    tryResendDead(endpoint: string, options?: CallOptions): Promise<ResendPreview>
    /** Tells again what holds; `believed` is everything that the platform takes to be in force. */
    reconcile(
      request?: {
        readonly endpoint?: string
        readonly believed?: readonly z.input<typeof BelievedEnforcement>[]
        readonly dryRun?: boolean
      },
      options?: CallOptions,
    ): Promise<ReconcileReply>
  }
  /** What decisions asked for and could not be carried out. */
  readonly effects: {
    aside(options?: CallOptions): Promise<AsideReply>
    retry(options?: CallOptions): Promise<RetriedReply>
  }
}

/** A receiver may take its time to answer a test; many differences take theirs to find. */
const TEST_TIMEOUT_MS = 40_000
const RECONCILE_TIMEOUT_MS = 120_000

export function deliveryCalls(ask: Ask): DeliveryCalls {
  return {
    endpoints: {
      add: (request, { signal } = {}) => ask('addEndpoint', { body: request, signal }),
      list: async ({ signal } = {}) => (await ask('listEndpoints', { signal })).endpoints,
      get: (id, { signal } = {}) => ask('endpoint', { params: { id }, signal }),
      rotate: (id, keep, { signal } = {}) =>
        ask('rotateSecret', { params: { id }, body: keep === undefined ? {} : { keep }, signal }),
      pause: (id, why, { signal } = {}) =>
        ask('pauseEndpoint', { params: { id }, body: why === undefined ? {} : { why }, signal }),
      resume: (id, { signal } = {}) => ask('resumeEndpoint', { params: { id }, signal }),
      remove: async (id, { signal } = {}) => void (await ask('removeEndpoint', { params: { id }, signal })),
      test: (id, { signal } = {}) =>
        ask('testEndpoint', { params: { id }, timeoutMs: TEST_TIMEOUT_MS, signal }),
    },
    deliveries: {
      find: (request = {}, { signal } = {}) =>
        ask('findDeliveries', { body: request, repeatable: true, signal }),
      get: (id, { signal } = {}) => ask('delivery', { params: { id }, signal }),
      resend: (id, { signal } = {}) => ask('resendDelivery', { params: { id }, signal }),
      resendDead: (endpoint, { signal } = {}) => ask('resendDead', { body: { endpoint }, signal }),
      tryResendDead: (endpoint, { signal } = {}) =>
        ask('previewResend', { body: { endpoint }, repeatable: true, signal }),
      reconcile: (request = {}, { signal } = {}) =>
        ask('reconcile', { body: request, timeoutMs: RECONCILE_TIMEOUT_MS, signal }),
    },
    effects: {
      aside: ({ signal } = {}) => ask('effectsAside', { signal }),
      retry: ({ signal } = {}) => ask('retryEffects', { signal }),
    },
  }
}
