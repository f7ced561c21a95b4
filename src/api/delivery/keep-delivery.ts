import type { Clock } from '../../core/clock.ts'
import { decisionIds } from '../../core/id.ts'
import { type EndpointId, idFrom } from '../../core/ids.ts'
import { type AllowList, NOTHING_ALLOWED } from '../../enforcement/delivery/allow-list.ts'
import { checkEndpointUrl, type Resolve } from '../../enforcement/delivery/check-url.ts'
import { type Dispatcher, startDispatch } from '../../enforcement/delivery/dispatch.ts'
import type { DispatchOptions } from '../../enforcement/delivery/dispatch-options.ts'
import type { DeliveryStore } from '../../enforcement/delivery/ports.ts'
import { createPost, type PostAnswer, resolveName } from '../../enforcement/delivery/post-webhook.ts'
import { signedHeaders } from '../../enforcement/delivery/signed-headers.ts'
import { describeFault } from '../describe-fault.ts'

export interface WebhookOptions {
  /** Hosts that may be sent to although they are private. */
  readonly allow?: AllowList
  readonly resolve?: Resolve
  readonly dispatch?: Partial<DispatchOptions>
}

/** A line of the log, without addresses and targets. */
type Tell = (line: { readonly level: 'info' | 'warn'; readonly message: string }) => void

/** How often it is looked for what an endpoint does not know. */
const RECONCILE_MS = 600_000
/** How often it is looked for what is due, when nothing wakes the senders: whoever goes the rounds does when there is something. */
const POLL_MS = 15_000
const PING = 'ping'

/** Delivery as the routes and the service use it. */
export interface KeptDelivery extends Pick<DeliveryStore, 'endpoints' | 'deliveries' | 'reconciler'> {
  readonly dispatcher: Pick<Dispatcher, 'wake' | 'tries' | 'figures'>
  checkUrl(url: string): ReturnType<typeof checkEndpointUrl>
  newEndpointId(nowMs: number): EndpointId
  /** Sends a message of type `ping` now, past the queue; undefined: there is no such endpoint. */
  ping(id: EndpointId): Promise<(PostAnswer & { readonly ms: number }) | undefined>
  stop(): Promise<void>
}

/** Sends what is queued and reconciles now and then, until it is stopped. */
export function keepDelivery(
  parts: { readonly store: DeliveryStore; readonly clock: Clock; readonly tell: Tell },
  options: WebhookOptions = {},
): KeptDelivery {
  const { store, clock, tell } = parts
  const allow = options.allow ?? NOTHING_ALLOWED
  const resolve = options.resolve ?? resolveName
  const { post, close } = createPost({ allow, resolve })
  const ids = decisionIds()
  const now = () => clock.now()
  const dispatcher = startDispatch(
    { queue: store.queue, post, now, random: Math.random, tell },
    { pollMs: POLL_MS, ...options.dispatch },
  )
  const reconciling = setInterval(() => void reconcile(), RECONCILE_MS)
  reconciling.unref()

  async function reconcile(): Promise<void> {
    try {
      for (const { id, state, breaker } of await store.endpoints.list()) {
        if (state !== 'on' || breaker.openedMs !== undefined) continue
        const told = await store.reconciler.behind({
          endpoint: id,
          nowMs: now(),
          recovered: true,
          dryRun: false,
        })
        if (told !== undefined && told.sent > 0)
          tell({ level: 'info', message: `endpoint ${id} is told again of ${told.sent} enforcements` })
      }
    } catch (fault) {
      tell({ level: 'warn', message: 'endpoints could not be reconciled', ...describeFault(fault) })
    }
  }

  return {
    endpoints: store.endpoints,
    deliveries: store.deliveries,
    reconciler: store.reconciler,
    dispatcher,
    checkUrl: (url) => checkEndpointUrl({ allow, resolve }, url),
    newEndpointId: (nowMs) => idFrom('end', ids(nowMs).slice(2)),
    async ping(id) {
      const [endpoint, secrets] = await Promise.all([
        store.endpoints.get(id),
        store.endpoints.secrets(id, now()),
      ])
      if (endpoint === undefined || secrets === undefined) return undefined
      const nowMs = now()
      const body = JSON.stringify({
        type: PING,
        timestamp: new Date(nowMs).toISOString(),
        data: { endpoint: id },
      })
      const headers = signedHeaders(secrets, { id: `msg-${ids(nowMs).slice(2)}`, body }, nowMs)
      const began = performance.now()
      const answer = await post({ url: endpoint.url, headers, body, signal: new AbortController().signal })
      return { ...answer, ms: performance.now() - began }
    },
    async stop() {
      clearInterval(reconciling)
      await dispatcher.stop()
      close()
    },
  }
}
