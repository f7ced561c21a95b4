import { lookup as lookUp } from 'node:dns/promises'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction, Socket } from 'node:net'
import { type AllowList, plainHost } from './allow-list.ts'
import { answerKind, type PostResult } from './answer-kind.ts'
import { checkUrl, isLiteral, mayConnect, type Resolve } from './check-url.ts'
import type { WebhookHeaders } from './signed-headers.ts'

export interface PostAnswer {
  readonly result: PostResult
  readonly status: number | undefined
  /** As the receiver sent it. */
  readonly retryAfter: string | undefined
}

/** Sends one message. Never rejects. */
export type Post = (message: {
  readonly url: string
  readonly headers: WebhookHeaders
  readonly body: string
  readonly signal: AbortSignal
}) => Promise<PostAnswer>

export interface PostOptions {
  readonly allow: AllowList
  readonly resolve?: Resolve
  /** Until the status has to be there, in ms. */
  readonly timeoutMs?: number
  readonly userAgent?: string
  /** Connections to one receiver. */
  readonly sockets?: number
}

export const POST_DEFAULTS = { timeoutMs: 15_000, userAgent: 'Haechi', sockets: 64 } as const

/** Beyond the status nothing is read for its own sake: so much, for so long, to use the connection again. */
const MOST_BODY_BYTES = 64 * 1024
const LONGEST_BODY_MS = 2000

class ForbiddenAddress extends Error {
  override readonly name = 'ForbiddenAddress'
}

export const resolveName: Resolve = (hostname) => lookUp(hostname, { all: true })

/**
 * Makes what sends messages over connections that are kept. Each connection is made to an address that was looked up and
 * checked for it alone, so that a name cannot lead elsewhere between the check and the use; redirects are failures.
 */
export function createPost(options: PostOptions): { readonly post: Post; close(): void } {
  const { allow, resolve = resolveName } = options
  const { timeoutMs, userAgent, sockets } = { ...POST_DEFAULTS, ...options }
  const kept = { keepAlive: true, maxSockets: sockets, maxFreeSockets: sockets }
  const agents = { 'http:': guarded(new http.Agent(kept)), 'https:': guarded(new https.Agent(kept)) }

  function guarded<A extends http.Agent>(agent: A): A {
    const connect = agent.createConnection.bind(agent)
    agent.createConnection = (given, done) => {
      const host = String(given.host)
      const port = Number(given.port)
      if (allow.host(host, port)) return connect(given, done)
      const literal = plainHost(host)
      if (isLiteral(host.includes(':') ? `[${host}]` : host) && !mayConnect(allow, literal, port)) {
        done?.(new ForbiddenAddress(), undefined as never)
        return undefined
      }
      const socket = connect({ ...given, lookup: checkedLookup(port) }, done)
      // The second lock on the same door: what it is connected to, before anything is written.
      socket?.prependOnceListener('connect', function (this: Socket) {
        if (!mayConnect(allow, String(this.remoteAddress), port)) this.destroy(new ForbiddenAddress())
      })
      return socket
    }
    return agent
  }

  const checkedLookup =
    (port: number): LookupFunction =>
    (hostname, { all }, done) => {
      resolve(hostname).then(
        (addresses) => {
          if (addresses.length === 0) return done(new Error('no address'), [])
          if (!addresses.every(({ address }) => mayConnect(allow, address, port)))
            return done(new ForbiddenAddress(), [])
          const list = addresses.map(({ address, family }) => ({ address, family }))
          if (all) done(null, list)
          else done(null, list[0]!.address, list[0]!.family)
        },
        (fault: Error) => done(fault, []),
      )
    }

  function once(message: Parameters<Post>[0], url: URL): Promise<PostAnswer & { readonly stale: boolean }> {
    return new Promise((settle) => {
      const body = Buffer.from(message.body)
      const scheme = url.protocol === 'https:' ? https : http
      const request = scheme.request(url, {
        method: 'POST',
        agent: agents[url.protocol as 'http:' | 'https:'],
        headers: {
          'content-type': 'application/json; charset=utf-8',
          'content-length': body.byteLength,
          'user-agent': userAgent,
          accept: '*/*',
          ...message.headers,
        },
      })
      let over = false
      const end = (
        result: PostResult,
        more: { status?: number; retryAfter?: string | undefined; stale?: boolean } = {},
      ) => {
        if (over) return
        over = true
        clearTimeout(timer)
        message.signal.removeEventListener('abort', stop)
        settle({ result, status: more.status, retryAfter: more.retryAfter, stale: more.stale ?? false })
      }
      const stop = () => {
        end('stopped')
        request.destroy()
      }
      const timer = setTimeout(() => {
        end('timeout')
        request.destroy()
      }, timeoutMs)
      message.signal.addEventListener('abort', stop)
      request.on('response', (response) => {
        const status = response.statusCode ?? 0
        end(answerKind(status), { status, retryAfter: response.headers['retry-after'] })
        drain(response)
      })
      request.on('error', (fault: NodeJS.ErrnoException) => {
        if (fault instanceof ForbiddenAddress) return end('forbidden-address')
        end('unreachable', { stale: request.reusedSocket && fault.code === 'ECONNRESET' })
      })
      request.on('close', () => end('unreachable'))
      request.end(body)
    })
  }

  return {
    async post(message) {
      const checked = checkUrl(allow, message.url)
      if (!checked.ok) return { result: 'forbidden-address', status: undefined, retryAfter: undefined }
      if (message.signal.aborted) return { result: 'stopped', status: undefined, retryAfter: undefined }
      try {
        const answer = await once(message, checked.url)
        // A kept connection that the receiver closed as we wrote to it: it may not have read any of it.
        return answer.stale ? await once(message, checked.url) : answer
      } catch (fault) {
        const result = fault instanceof ForbiddenAddress ? 'forbidden-address' : 'unreachable'
        return { result, status: undefined, retryAfter: undefined }
      }
    },
    close() {
      agents['http:'].destroy()
      agents['https:'].destroy()
    },
  }
}

/** Reads on so that the connection can be used again, and cuts off whoever goes on for too long. */
function drain(response: http.IncomingMessage): void {
  let bytes = 0
  const timer = setTimeout(() => response.destroy(), LONGEST_BODY_MS)
  timer.unref()
  response.on('data', (part: Buffer) => {
    bytes += part.length
    if (bytes > MOST_BODY_BYTES) response.destroy()
  })
  response.on('error', () => undefined)
  response.on('close', () => clearTimeout(timer))
}
