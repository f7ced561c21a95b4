import { createServer, type IncomingMessage, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import pg from 'pg'
import { Webhook } from 'standardwebhooks'
import { decisionIds } from '../src/core/id.ts'
import { type EndpointId, idFrom } from '../src/core/ids.ts'
import { readAllowList } from '../src/enforcement/delivery/allow-list.ts'
import { startDispatch } from '../src/enforcement/delivery/dispatch.ts'
import { DISPATCH_DEFAULTS, type DispatchOptions } from '../src/enforcement/delivery/dispatch-options.ts'
import type { DeliveryStore } from '../src/enforcement/delivery/ports.ts'
import { createPost } from '../src/enforcement/delivery/post-webhook.ts'
import { newSecret } from '../src/enforcement/delivery/secret.ts'
import { type Message, queueMessages } from '../src/store/delivery/queue-messages.ts'

/** Days as milliseconds. */
export const FAST: Partial<DispatchOptions> = {
  schedule: { delaysMs: [0, 5, 20, 40, 60, 80, 100, 120, 140, 160], jitter: 0.1, longestPauseMs: 50 },
  breaker: { failures: 10, firstHoldMs: 20, longestHoldMs: 100, busyHoldMs: 1 },
  pollMs: 10,
  leaseMs: 20_000,
  tryMs: 10_000,
  upkeepMs: 100,
  drainMs: 200,
}

export interface Got {
  readonly id: string
  readonly type: string
  readonly data: { readonly n: number; readonly target: string }
}

export interface Receiver {
  readonly url: string
  readonly got: Got[]
  /** What it answers, by the message; set it at will. */
  answer: (got: Got, request: IncomingMessage) => number | 'silence' | 'hang-up'
  secret: string
  close(): Promise<void>
}

/** A receiver that verifies every message with the library of Standard Webhooks before it looks at it. */
export async function startReceiver(port = 0): Promise<Receiver> {
  const server: Server = createServer((request, response) => {
    let body = ''
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      const headers = request.headers as Record<string, string>
      const said = new Webhook(receiver.secret).verify(body, headers) as Omit<Got, 'id'>
      const got = { ...said, id: headers['webhook-id']! }
      const status = receiver.answer(got, request)
      if (status === 'hang-up') return void request.socket.destroy()
      if (status === 'silence') return
      if (status >= 200 && status < 300) receiver.got.push(got)
      response.writeHead(status).end()
    })
  }).listen(port, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const receiver: Receiver = {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    got: [],
    answer: () => 204,
    secret: '',
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return receiver
}

const ids = decisionIds()

export async function addEndpoint(
  store: DeliveryStore,
  receiver: Pick<Receiver, 'url' | 'secret'>,
  types: readonly string[] | null = null,
): Promise<EndpointId> {
  const nowMs = Date.now()
  const id = idFrom<EndpointId>('end', ids(nowMs).slice(2))
  receiver.secret = newSecret((bytes) => void crypto.getRandomValues(bytes))
  const endpoint = { id, url: receiver.url, description: '', types, createdMs: nowMs, createdBy: 'a test' }
  await store.endpoints.add(endpoint, receiver.secret)
  return id
}

export function dispatch(store: DeliveryStore, options: Partial<DispatchOptions> = {}) {
  const { post, close } = createPost({ allow: readAllowList('127.0.0.1'), timeoutMs: 5000 })
  const told: string[] = []
  const dispatcher = startDispatch(
    {
      ...{ queue: store.queue, post, now: Date.now, random: Math.random },
      tell: ({ message }) => void told.push(message),
    },
    { ...DISPATCH_DEFAULTS, ...FAST, ...options },
  )
  return {
    ...{ told, tries: dispatcher.tries },
    figures: () => dispatcher.figures,
    async stop() {
      await dispatcher.stop()
      close()
    },
  }
}

/** Queues numbered messages for targets, in a transaction as their callers do. */
export async function queue(
  connection: pg.ClientConfig,
  targets: readonly string[],
  first = 0,
  more: Partial<Message> = {},
): Promise<void> {
  const client = new pg.Client(connection)
  client.on('error', () => undefined)
  await client.connect()
  try {
    await client.query('begin isolation level repeatable read')
    const messages = targets.map((target, i) => ({
      ...{ type: 'enforcement.applied', target, key: `${target}:${first + i}`, notBeforeMs: 0 },
      data: { n: first + i, target },
      ...more,
    }))
    await queueMessages(client, messages, Date.now())
    await client.query('commit')
  } finally {
    await client.end()
  }
}

/** Whether, of each target, no message came before an earlier one; a message that came twice counts when it came first. */
export function inOrder(got: readonly Got[]): boolean {
  const seen = new Set<string>()
  const last = new Map<string, number>()
  for (const { id, data } of got) {
    if (seen.has(id)) continue
    seen.add(id)
    if (data.n <= (last.get(data.target) ?? -1)) return false
    last.set(data.target, data.n)
  }
  return true
}
