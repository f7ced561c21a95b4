import { LiveNow, LiveQuery, OverviewReply, OverviewRequest, OwnWorkReply } from './live.ts'
import { BODY, type Route } from './route.ts'

const STREAM = 'text/event-stream; charset=utf-8'

/** Routes on what happens now, and what was decided, in numbers. */
export const LIVE_ROUTES = {
  overview: {
    method: 'POST',
    path: '/v1/overview',
    needs: 'read',
    guard: 'world',
    reads: true,
    summary: 'Show what was decided over a span of time, in numbers',
    description:
      'Read from roll-ups by the minute, kept for eight days, and by the hour, kept for 35. Without `last` or `from`: the last hour. What was decided in the last seconds by other processes may be missing.',
    body: OverviewRequest,
    status: 200,
    reply: OverviewReply,
    problems: [...BODY, 'world-not-allowed'],
    example: { body: { last: '24h', top: 5 }, reply: undefined },
  },
  live: {
    method: 'GET',
    path: '/v1/live',
    needs: 'read',
    guard: 'world',
    summary: 'Follow what happens now (server-sent events)',
    description:
      'Every two seconds an event `now` with the form below. The stream ends when the service stops, or when the key or session holds no more; whoever asks again is told why. Four streams at once for each person or key.',
    query: LiveQuery,
    status: 200,
    reply: LiveNow,
    replyType: STREAM,
    events: true,
    problems: ['invalid-request', 'world-not-allowed'],
  },
  liveQueues: {
    method: 'GET',
    path: '/v1/live/queues',
    needs: 'job.read',
    guard: 'queue',
    summary: 'Follow how the queues stand (server-sent events)',
    description:
      'As GET /v1/live, for those who see queues alone: `traffic` is null without the right to read.',
    status: 200,
    reply: LiveNow,
    replyType: STREAM,
    events: true,
    problems: [],
  },
  ownWork: {
    method: 'GET',
    path: '/v1/me/work',
    needs: 'job.work',
    guard: 'self',
    summary: 'Show how much one has judged',
    status: 200,
    reply: OwnWorkReply,
    problems: ['no-person'],
  },
} as const satisfies Readonly<Record<string, Route>>
