import { PATHS } from 'virtual:routes'
import type { z } from 'zod'
import type { Route } from '../../api/contract/route.ts'
import type { ROUTES, RouteName } from '../../api/contract/routes.ts'
import { AskError, errorOf } from './ask-error.ts'
import { csrfToken } from './csrf.ts'

type Of<N extends RouteName, Part extends 'params' | 'query' | 'body'> = (typeof ROUTES)[N] extends {
  readonly [P in Part]: infer Schema extends z.ZodType
}
  ? { readonly [P in Part]: z.input<Schema> }
  : { readonly [P in Part]?: undefined }

/** What a route of the contract is asked with. */
export type Asked<N extends RouteName> = Of<N, 'params'> & Partial<Of<N, 'query'>> & Partial<Of<N, 'body'>>
/** What it replies. */
export type Reply<N extends RouteName> = (typeof ROUTES)[N] extends Route
  ? z.infer<(typeof ROUTES)[N]['reply']>
  : never

/** Method, address and headers of a request to a route, as whoever has signed in. */
export function requestTo(
  name: RouteName,
  asked: Partial<Record<'params' | 'query' | 'body', unknown>>,
): [string, RequestInit] {
  const [method, pattern] = PATHS[name]!
  const params = (asked.params ?? {}) as Readonly<Record<string, string>>
  const path = pattern.replace(/:(\w+)/g, (_, key: string) => encodeURIComponent(params[key] ?? ''))
  const query = new URLSearchParams((asked.query ?? {}) as Record<string, string>).toString()
  const csrf = csrfToken()
  const init: RequestInit = {
    method,
    headers: {
      accept: 'application/json, application/problem+json',
      ...(asked.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(csrf === null || method === 'GET' ? {} : { 'haechi-csrf': csrf }),
    },
    ...(asked.body === undefined ? {} : { body: JSON.stringify(asked.body) }),
    redirect: 'error',
  }
  return [query === '' ? path : `${path}?${query}`, init]
}

/** Asks a route of the contract. Rejects with `AskError`. */
export async function ask<N extends RouteName>(
  name: N,
  asked: Asked<N>,
  signal?: AbortSignal,
): Promise<Reply<N>> {
  const [url, init] = requestTo(name, asked)
  let response: Response
  let text: string
  try {
    response = await fetch(url, signal === undefined ? init : { ...init, signal })
    text = await response.text()
  } catch (fault) {
    if (signal?.aborted) throw new AskError('stopped', 'stopped')
    throw new AskError('unreachable', (fault as Error).message)
  }
  if (!response.ok) throw errorOf(response.status, text)
  return JSON.parse(text) as Reply<N>
}
