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

export type ReplyOf<N extends RouteName> = z.infer<(typeof ROUTES)[N]['reply']>

/** Calls a route of the contract, and holds the answer to it. */
export type Ask = <N extends RouteName>(name: N, request: AskRequest) => Promise<ReplyOf<N>>

/** As `Ask`, of a route that answers with lines, which come as a whole. */
export type AskLines = <N extends RouteName>(name: N, request: AskRequest) => Promise<ReplyOf<N>[]>

/** As `Ask`, of a route that answers with a text, which comes as it is. */
export type AskText = (name: RouteName, request: AskRequest) => Promise<string>

export interface CallOptions {
  readonly signal?: AbortSignal | undefined
}
