import type { z } from 'zod'
import type { KeyScope } from './keys.ts'
import type { ProblemName } from './problem.ts'

/** One route of the API. The server, the OpenAPI document, the reference page and the SDK are all made from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Parameters are written `:name`. */
  readonly path: string
  /** The scope that a key needs; `admin` has every scope; null: anyone may ask. */
  readonly scope: KeyScope | null
  readonly summary: string
  readonly description?: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The body is NDJSON: each line fits `body`, and each line of the reply fits `reply`. */
  readonly lines?: true
  /** The body holds whole files, up to 64 MiB; other bodies have 1 MiB at most. */
  readonly large?: true
  readonly status: number
  readonly reply: z.ZodType
  /** Media type of the reply; JSON when not given. */
  readonly replyType?: string
  /** The problems that this route gives beside those that every route gives. */
  readonly problems: readonly ProblemName[]
  /** The route also takes the key as the password of HTTP Basic, for browsers. */
  readonly basic?: true
  readonly example?: { readonly body?: unknown; readonly reply: unknown }
}

/** The problems that any route with a body gives. */
export const BODY: readonly ProblemName[] = [
  'malformed-json',
  'duplicate-key',
  'forbidden-key',
  'too-deep',
  'bad-text',
  'invalid-request',
  'too-large',
  'unsupported-media-type',
]
