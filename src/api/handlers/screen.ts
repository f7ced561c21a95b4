import type { MakeHandler } from '../handler.ts'
import { ProblemError } from '../problem-error.ts'
import { replyText } from '../reply-text.ts'
import { screenEvent } from '../screen-event.ts'

/** Judges one event. */
export const screen: MakeHandler = (parts) => (request, reply) =>
  screenEvent(parts, request.grant!, request.body).then((screened) => {
    if (!screened.ok) {
      const headers = screened.problem.status === 503 ? { 'retry-after': '1' } : undefined
      throw new ProblemError(screened.problem, headers)
    }
    if (screened.repeated) reply.header('haechi-repeated', 'true')
    reply.header('content-type', 'application/json; charset=utf-8')
    return replyText(screened.decision)
  })
