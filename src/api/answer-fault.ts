import type { FastifyReply } from 'fastify'
import { type Problem, problemOf } from './contract/problem.ts'
import { describeFault } from './describe-fault.ts'
import type { ServerParts } from './parts.ts'
import { ProblemError } from './problem-error.ts'

/** Answers with whatever a handler, a parser or the framework threw, as a problem. */
export function answerFault(parts: FaultParts, fault: unknown, reply: FastifyReply): void {
  const { problem, headers } = problemOfFault(parts, fault)
  sendProblem(reply, problem, headers)
}

export type FaultParts = Pick<ServerParts, 'log' | 'measures'>

/** What was thrown, as a problem to answer with; a fault of ours is logged and counted. */
export function problemOfFault(
  parts: FaultParts,
  fault: unknown,
): { problem: Problem; headers: Readonly<Record<string, string>> } {
  if (fault instanceof ProblemError) {
    if (fault.problem.status < 500) parts.measures.refused()
    return fault
  }
  const known = frameworkProblem(fault)
  if (known) return { problem: known, headers: {} }
  parts.measures.fault()
  parts.log({ level: 'error', message: 'a request failed', ...describeFault(fault) })
  return { problem: problemOf('fault', 'The request could not be answered.'), headers: {} }
}

/** Sends a problem, with the media type and headers it must have. */
export function sendProblem(
  reply: FastifyReply,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): void {
  reply.code(problem.status).headers(problemHeaders(problem, headers)).send(JSON.stringify(problem))
}

/** The headers of an answer that is a problem. */
export function problemHeaders(
  { status }: Problem,
  headers: Readonly<Record<string, string>> = {},
): Record<string, string> {
  const needed = status === 503 || status === 429 ? { 'retry-after': '1' } : {}
  return { ...needed, ...headers, 'content-type': 'application/problem+json; charset=utf-8' }
}

/** What Fastify's own errors mean to the caller; undefined for a fault of ours. */
function frameworkProblem(fault: unknown): Problem | undefined {
  const { code = '', statusCode = 500 } = fault as { code?: string; statusCode?: number }
  switch (code) {
    case 'FST_ERR_CTP_BODY_TOO_LARGE':
      return problemOf('too-large', 'The body is larger than 1 MiB.')
    case 'FST_ERR_CTP_INVALID_MEDIA_TYPE':
    case 'FST_ERR_CTP_EMPTY_TYPE':
      return problemOf(
        'unsupported-media-type',
        'The media type of the body is not one that this route reads.',
      )
    case 'FST_ERR_CTP_INVALID_CONTENT_LENGTH':
      return problemOf('invalid-request', 'The body is not as long as Content-Length says.')
    case 'FST_ERR_BAD_URL':
    case 'FST_ERR_ASYNC_CONSTRAINT':
      return problemOf('not-found', 'The path is not a valid one.')
    default:
      return statusCode >= 400 && statusCode < 500
        ? problemOf('invalid-request', 'The request could not be read.')
        : undefined
  }
}
