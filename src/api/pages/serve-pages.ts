import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import { sendProblem } from '../answer-fault.ts'
import { problemOf } from '../contract/problem.ts'
import type { Pages } from './read-pages.ts'

/** Scripts and styles only from files of ours, requests only to us, no frame around us, no text that becomes markup. */
export const PAGE_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data: blob:",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  "trusted-types 'none'",
].join('; ')

const YEAR = 'public, max-age=31536000, immutable'
const NOT_BUILT = {
  wayOut: 'Build it with `npm run build`; `npm start` does so by itself in a clone.',
}

/**
 * Serves the console's pages. They hold no data: what they show, they ask the API for, as whoever has signed in. So
 * anyone may have them, as the sign-in page must be had by anyone.
 */
export function servePages(app: FastifyInstance, pages: Pages | undefined): void {
  const document = (_request: FastifyRequest, reply: FastifyReply) => {
    if (pages === undefined)
      return sendProblem(reply, problemOf('not-found', 'The console is not built here.', NOT_BUILT))
    return reply
      .headers({ 'content-type': 'text/html; charset=utf-8', 'content-security-policy': PAGE_POLICY })
      .send(pages.document)
  }
  app.get('/', (_request, reply) => reply.redirect('/console'))
  for (const path of ['/sign-in', '/welcome', '/console', '/console/*']) app.get(path, document)
  app.get('/console/assets/:name', (request, reply) => {
    const file = pages?.assets.get((request.params as { name: string }).name)
    if (file === undefined) return sendProblem(reply, problemOf('not-found', 'There is no such file.'))
    const accepts = String(request.headers['accept-encoding'] ?? '')
    const coding =
      file.br && /\bbr\b/.test(accepts) ? 'br' : file.gzip && /\bgzip\b/.test(accepts) ? 'gzip' : undefined
    reply.headers({ 'content-type': file.type, 'cache-control': YEAR, vary: 'accept-encoding' })
    if (coding === undefined) return reply.send(file.plain)
    return reply.header('content-encoding', coding).send(file[coding])
  })
}
