import { createServer as createHttpServer } from 'node:http'
import cookie from '@fastify/cookie'
import Fastify, { type FastifyInstance } from 'fastify'
import { admit } from './access/admit.ts'
import { bringsSession } from './access/session-token.ts'
import { answerFault, sendProblem } from './answer-fault.ts'
import { audited, isAudited } from './audit/audited.ts'
import { checkEncoding } from './check-encoding.ts'
import { problemOf } from './contract/problem.ts'
import type { Route } from './contract/route.ts'
import { ROUTES, type RouteName } from './contract/routes.ts'
import { HANDLERS } from './handlers.ts'
import { parseStrict } from './json/parse-strict.ts'
import { servePages } from './pages/serve-pages.ts'
import type { ServerParts } from './parts.ts'
import { ProblemError } from './problem-error.ts'
import { SAFE_HEADERS } from './safe-headers.ts'
import { invalid } from './screen-event.ts'
import { screenFast } from './screen-fast.ts'
import { validatorAtFirstUse } from './validator.ts'

const BODY_LIMIT_BYTES = 1024 * 1024
const LINE_TYPES = ['application/x-ndjson', 'application/ndjson', 'application/jsonl', 'application/json']

/** A connection on which nothing moves for so long, in the midst of a request too, is closed. */
const IDLE_MS = 120_000
const MOST_CONNECTIONS = 10_000

/** Makes the HTTP server from the route table; it listens when told to. */
export function createServer(parts: ServerParts): FastifyInstance {
  const app = Fastify({
    logger: false,
    trustProxy: [...(parts.access.options.trustedProxies ?? [])],
    bodyLimit: BODY_LIMIT_BYTES,
    forceCloseConnections: 'idle',
    // A stream may take as long as it likes; slow headers may not.
    serverFactory(handle) {
      const fast = screenFast(parts, BODY_LIMIT_BYTES)
      const options = { headersTimeout: 20_000, requestTimeout: 0, keepAliveTimeout: 75_000 }
      const server = createHttpServer(options, (request, response) => {
        const isScreen = request.url === ROUTES.screen.path && request.method === 'POST'
        if (isScreen && !bringsSession(request.headers)) fast(request, response)
        else handle(request, response)
      })
      server.timeout = IDLE_MS
      server.maxConnections = MOST_CONNECTIONS
      return server
    },
    frameworkErrors: (fault, _request, reply) => answerFault(parts, fault, reply),
    clientErrorHandler: (_fault, socket) => {
      if (socket.writable) socket.end(BAD_REQUEST)
    },
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
  })
  app.decorateRequest('grant', null)
  app.setErrorHandler((fault, _request, reply) => answerFault(parts, fault, reply))
  app.setNotFoundHandler((request, reply) => {
    const methods = methodsOf(request.url)
    if (methods.length === 0) return sendProblem(reply, problemOf('not-found', 'There is no such path.'))
    const detail = `The path knows ${methods.join(', ')}, and not ${request.method}.`
    sendProblem(reply, problemOf('method-not-allowed', detail), { allow: methods.join(', ') })
  })
  app.register(cookie)
  const isHttps = parts.access.options.publicUrl?.startsWith('https:')
  app.addHook('onRequest', (_request, reply, done) => {
    reply.headers(SAFE_HEADERS)
    if (isHttps) reply.header('strict-transport-security', 'max-age=31536000')
    if (parts.stopping.aborted) reply.header('connection', 'close')
    done()
  })
  app.removeAllContentTypeParsers()
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    const parsed = parseStrict(body as Buffer)
    if (parsed.ok) done(null, parsed.value)
    else done(new ProblemError(parsed.problem))
  })
  for (const [name, route] of Object.entries<Route>(ROUTES)) {
    if (!route.lines && !route.large && !route.bytes) addRoute(app, parts, name as RouteName, route)
  }
  servePages(app, parts.pages)
  app.register(async (lines) => {
    lines.removeAllContentTypeParsers()
    lines.addContentTypeParser(LINE_TYPES, (_request, body, done) => done(null, body))
    addRoute(lines, parts, 'screenBatch', ROUTES.screenBatch)
  })
  app.register(async (large) => {
    large.removeAllContentTypeParsers()
    large.addContentTypeParser('application/json', (_request, body, done) => done(null, body))
    for (const [name, route] of Object.entries<Route>(ROUTES))
      if (route.large) addRoute(large, parts, name as RouteName, route)
  })
  app.register(async (files) => {
    files.removeAllContentTypeParsers()
    files.addContentTypeParser('*', (_request, body, done) => done(null, body))
    for (const [name, route] of Object.entries<Route>(ROUTES))
      if (route.bytes) addRoute(files, parts, name as RouteName, route)
  })
  return app
}

function addRoute(app: FastifyInstance, parts: ServerParts, name: RouteName, route: Route): void {
  const made = HANDLERS[name](parts)
  const handler = isAudited(name, route) ? audited(parts, name, made) : made
  const checkParams = route.params && validatorAtFirstUse(route.params)
  const checkQuery = route.query && validatorAtFirstUse(route.query)
  // Events are checked where they are screened, one by one as in a stream; large bodies, once they are there.
  const isStream = route.lines || route.large
  const checkBody = route.body && !isStream && name !== 'screen' ? validatorAtFirstUse(route.body) : undefined
  app.route({
    method: route.method,
    url: route.path,
    exposeHeadRoute: false,
    async onRequest(request) {
      if (route.needs !== null) request.grant = await admit(parts, route, request)
      if (route.body || route.bytes) checkEncoding(request.headers)
    },
    handler: checkParams || checkQuery || checkBody ? checked : handler,
  })

  function checked(request: Parameters<typeof handler>[0], reply: Parameters<typeof handler>[1]): unknown {
    if (checkBody && request.body === undefined) request.body = {}
    const errors =
      checkParams?.(request.params) ?? checkQuery?.(request.query) ?? checkBody?.(request.body) ?? undefined
    if (errors) throw new ProblemError(invalid(errors))
    return handler(request, reply)
  }
}

function methodsOf(url: string): string[] {
  const path = url.split('?')[0]!
  return Object.values<Route>(ROUTES)
    .filter((route) =>
      new RegExp(`^${route.path.replace(/:\w+/g, '[^/]+').replaceAll('.', '\\.')}$`).test(path),
    )
    .map((route) => route.method)
}

const badRequest = JSON.stringify(problemOf('invalid-request', 'The request is not valid HTTP.'))
const BAD_REQUEST = `HTTP/1.1 400 Bad Request\r\nContent-Type: application/problem+json; charset=utf-8\r\nContent-Length: ${Buffer.byteLength(badRequest)}\r\nConnection: close\r\n\r\n${badRequest}`
