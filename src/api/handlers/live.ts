import type { FastifyReply, FastifyRequest } from 'fastify'
import { stillGranted } from '../access/still-granted.ts'
import type { LiveQuery } from '../contract/live.ts'
import type { Route } from '../contract/route.ts'
import { ROUTES } from '../contract/routes.ts'
import type { MakeHandler } from '../handler.ts'
import { viewNow } from '../live/view-now.ts'
import type { ServerParts } from '../parts.ts'
import { ProblemError, refusal } from '../problem-error.ts'
import { SAFE_HEADERS } from '../safe-headers.ts'
import { worldNotAllowed } from '../screen-event.ts'

/** A browser opens no more than six connections to a place, and needs some for all else. */
const MOST_EACH = 4
const MOST = 500
/** How often it is asked again whether the key or session holds, in ms. */
const RECHECK_MS = 30_000
/** So much that nobody has read: whoever is so far behind is let go. */
const MOST_UNREAD = 256 * 1024

/** Follows what happens now. */
export const live: MakeHandler = (parts) => follow(parts, ROUTES.live)

/** The same for those who see queues alone. */
export const liveQueues: MakeHandler = (parts) => follow(parts, ROUTES.liveQueues)

function follow(parts: ServerParts, route: Route): ReturnType<MakeHandler> {
  return (request, reply) => {
    const grant = request.grant!
    const { world } = (request.query ?? {}) as LiveQuery
    if (world !== undefined && grant.worlds !== null && !grant.worlds.has(world))
      throw new ProblemError(worldNotAllowed(false))
    if (parts.stopping.aborted) throw refusal('unavailable', 'The service is stopping.')
    const open = parts.streams.get(grant.id) ?? 0
    if (open >= MOST_EACH || parts.live.watching >= MOST)
      throw refusal('rate-limited', `There are ${open} streams of yours already.`, {
        headers: { 'retry-after': '10' },
        wayOut: 'Close one of them.',
      })
    parts.streams.set(grant.id, open + 1)
    stream(parts, route, request, reply, world).finally(() => {
      const left = (parts.streams.get(grant.id) ?? 1) - 1
      if (left > 0) parts.streams.set(grant.id, left)
      else parts.streams.delete(grant.id)
    })
    return reply
  }
}

function stream(
  parts: ServerParts,
  route: Route,
  request: FastifyRequest,
  reply: FastifyReply,
  world: string | undefined,
): Promise<void> {
  reply.hijack()
  const { raw } = reply
  raw.writeHead(200, {
    'content-type': route.replyType,
    ...SAFE_HEADERS,
    'cache-control': 'no-store',
    connection: 'close',
    // A proxy in between is not to gather the messages first.
    'x-accel-buffering': 'no',
  })
  raw.write('retry: 3000\n\n')
  let grant = request.grant!
  let checkedMs = parts.clock.now()
  let checking = false
  return new Promise((resolve) => {
    const leave = parts.live.listen((standing) => {
      if (raw.destroyed || raw.writableLength > MOST_UNREAD) return end()
      const now = viewNow(standing, parts.engine.ruleset.pack, grant, world)
      raw.write(`event: now\ndata: ${JSON.stringify(now)}\n\n`)
      if (!checking && Math.abs(parts.clock.now() - checkedMs) >= RECHECK_MS) void recheck()
    }, end)
    raw.on('close', end)

    async function recheck(): Promise<void> {
      checking = true
      try {
        const found = await stillGranted(parts, route, request)
        if (found === undefined) return end()
        grant = found
        checkedMs = parts.clock.now()
      } catch {
        // The store is away; it is asked again at the next message.
      } finally {
        checking = false
      }
    }

    function end(): void {
      leave()
      if (raw.writableLength > MOST_UNREAD) raw.destroy()
      else raw.end()
      resolve()
    }
  })
}
