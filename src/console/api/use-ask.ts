import {
  type UseMutationResult,
  type UseQueryResult,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query'
import type { RouteName } from '../../api/contract/routes.ts'
import { type Asked, ask, type Reply } from './ask.ts'
import type { AskError } from './ask-error.ts'
import { keepInPlace } from './keep-in-place.ts'
import { refreshRoutes } from './refresh-routes.ts'

export interface AskOptions {
  readonly enabled?: boolean
  /** Asks again so often, in ms. */
  readonly everyMs?: number
  /** Shows what was there while the same thing is asked about otherwise. */
  readonly keep?: boolean
  /** How long an answer counts as fresh, in ms. */
  readonly freshMs?: number
}

/** What a route replies, asked again when it is out of date. */
export function useAsk<N extends RouteName>(
  name: N,
  asked: Asked<N>,
  { enabled = true, everyMs, keep = false, freshMs = 0 }: AskOptions = {},
): UseQueryResult<Reply<N>, AskError> {
  return useQuery<Reply<N>, AskError>({
    queryKey: [name, asked],
    queryFn: ({ signal }) => ask(name, asked, signal),
    enabled,
    staleTime: freshMs,
    ...(everyMs === undefined ? {} : { refetchInterval: everyMs }),
    ...(keep ? { placeholderData: keepInPlace(asked) } : {}),
  })
}

/** Asks a route that changes something; then all that came from the routes named in `refreshes` is asked anew. */
export function useChange<N extends RouteName>(
  name: N,
  { refreshes = [] }: { readonly refreshes?: readonly RouteName[] } = {},
): UseMutationResult<Reply<N>, AskError, Asked<N>> {
  const queries = useQueryClient()
  return useMutation<Reply<N>, AskError, Asked<N>>({
    mutationFn: (asked) => ask(name, asked),
    onSuccess: () => refreshRoutes(queries, refreshes),
  })
}
