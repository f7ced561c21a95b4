import type { LiveNow, OverviewReply, OverviewRequest, OwnWorkReply } from '../api/contract/live.ts'
import type { Ask, CallOptions } from './ask.ts'
import type { Connection } from './connection.ts'
import { type LiveOptions, live } from './live.ts'

/** What happens now, and what was decided, in numbers. */
export interface LiveCalls {
  /** Over a span of time: the last hour when it is not said. */
  overview(request?: OverviewRequest, options?: CallOptions): Promise<OverviewReply>
  /** How things stand, every two seconds, until the caller breaks off. */
  live(options?: LiveOptions): AsyncGenerator<LiveNow, void, undefined>
  /** How much the person who asks has judged. */
  ownWork(options?: CallOptions): Promise<OwnWorkReply>
}

export function liveCalls(ask: Ask, connection: Connection): LiveCalls {
  return {
    overview: (body = {}, { signal } = {}) => ask('overview', { body, repeatable: true, signal }),
    live: (options) => live(connection, options),
    ownWork: ({ signal } = {}) => ask('ownWork', { signal }),
  }
}
