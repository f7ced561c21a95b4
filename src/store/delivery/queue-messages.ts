import type pg from 'pg'

/** Something that the world is told by webhook. Times in ms since the epoch. */
export interface Message {
  /** Standard Webhooks' `type`: `enforcement.applied`, `enforcement.reversed`, `statement.created`, `appeal.decided`. */
  readonly type: string
  /** Messages with the same target reach an endpoint in the order in which they were queued. */
  readonly target: string
  /** The same key is queued once. */
  readonly key: string
  readonly data: unknown
  /** Not delivered before. */
  readonly notBeforeMs: number
}

/** Queues messages for every endpoint that wants them, within the caller's transaction. */
export async function queueMessages(
  _client: pg.ClientBase,
  _messages: readonly Message[],
  _nowMs: number,
): Promise<void> {
  // Nobody is told yet.
}
