import type { z } from 'zod'
import type { Capability } from '../../access/capability.ts'
import type { ProblemName } from './problem.ts'

/** One route of the API. The server, the OpenAPI document, the reference page and the SDK are all made from it. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'DELETE'
  /** Parameters are written `:name`. */
  readonly path: string
  /** What a key or a person must be able to do; `signed-in`: any person who has signed in; null: anyone may ask. */
  readonly needs: Capability | 'signed-in' | null
  /** How the objects that the request names are held to what the asker may see. */
  readonly guard: Guard
  /** It is asked with POST and changes nothing: it is not noted in the audit log. */
  readonly reads?: true
  readonly summary: string
  readonly description?: string
  readonly params?: z.ZodObject
  readonly query?: z.ZodObject
  readonly body?: z.ZodType
  /** The body is NDJSON: each line fits `body`, and each line of the reply fits `reply`. */
  readonly lines?: true
  /** The body holds whole files, up to 64 MiB; other bodies have 1 MiB at most. */
  readonly large?: true
  /** The body is a file, byte for byte, whatever its media type. */
  readonly bytes?: true
  readonly status: number
  readonly reply: z.ZodType
  /** Media type of the reply; JSON when not given. */
  readonly replyType?: string
  /** The reply is a stream of server-sent events; the data of each fits `reply`. */
  readonly events?: true
  /** The problems that this route gives beside those that every route gives. */
  readonly problems: readonly ProblemName[]
  /** The route also takes the key as the password of HTTP Basic, for browsers. */
  readonly basic?: true
  readonly example?: { readonly body?: unknown; readonly reply: unknown }
}

/**
 * `none`: it names no object that one asker may see and another may not; `world`: only the asker's worlds; `all-worlds`:
 * refused to whoever is bound to some; `decision`, `job`, `queue`: what the asker's worlds, skills and clearance let
 * them see, and `not-found` for the rest; `media`: files that the asker sent, or that such a decision or job is about;
 * `bank`: only who is cleared for what the bank holds;
 * `user`, `key`: only people and keys that may do no more than the asker;
 * `self`: only what is the asker's own.
 */
export type Guard =
  | 'none'
  | 'world'
  | 'all-worlds'
  | 'decision'
  | 'job'
  | 'queue'
  | 'media'
  | 'bank'
  | 'user'
  | 'key'
  | 'self'

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
