import type { z } from 'zod'
import type { ROUTES, RouteName } from '../api/contract/routes.ts'

/** A request to a route of the contract. */
export interface AskRequest {
  readonly params?: Readonly<Record<string, string>>
  readonly query?: Readonly<Record<string, string>>
  readonly body?: unknown
  /** Whether a second try does no harm; that of GET does none. */
  readonly repeatable?: boolean
  readonly timeoutMs?: number
  readonly signal?: AbortSignal | undefined
}

/** Calls a route of the contract, and holds the answer to it. */
export type Ask = <N extends RouteName>(
  name: N,
  request: AskRequest,
) => Promise<z.infer<(typeof ROUTES)[N]['reply']>>

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
}
