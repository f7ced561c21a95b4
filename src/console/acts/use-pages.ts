import { useInfiniteQuery } from '@tanstack/react-query'
import { useMemo, useRef } from 'react'
import type { RouteName } from '../../api/contract/routes.ts'
import { type Asked, ask, type Reply } from '../api/ask.ts'
import type { AskError } from '../api/ask-error.ts'

export interface Pages<Row> {
  readonly rows: readonly Row[]
  /** Fetches the next page when there is one. */
  readonly more: () => void
  readonly hasMore: boolean
  readonly isLoading: boolean
  readonly error: AskError | null
}

interface Options {
  readonly enabled?: boolean
  /** Asks again so often, in ms. */
  readonly everyMs?: number
}

/** A list that comes page by page, newest first: `read` finds the rows and the cursor in a reply. */
export function usePages<N extends RouteName, Row>(
  name: N,
  body: object,
  read: (reply: Reply<N>) => { readonly rows: readonly Row[]; readonly next: string | null },
  { enabled = true, everyMs }: Options = {},
): Pages<Row> {
  const found = useInfiniteQuery({
    queryKey: [name, 'pages', body],
    queryFn: ({ pageParam, signal }) => {
      const sent = pageParam === null ? body : { ...body, before: pageParam }
      return ask(name, { body: sent } as unknown as Asked<N>, signal)
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last: Reply<N>) => read(last).next,
    enabled,
    // Whoever has gone far back reads what was; the newest are not asked for again and again then.
    refetchInterval: ({ state }) =>
      everyMs === undefined || (state.data?.pages.length ?? 0) > 2 ? false : everyMs,
  })
  const latest = useRef(read)
  latest.current = read
  // The same rows as long as nothing new came, so that a grid of many does not sort them anew.
  const rows = useMemo(
    () => (found.data?.pages ?? []).flatMap((page) => latest.current(page).rows),
    [found.data],
  )
  return {
    rows,
    more: () => {
      if (found.hasNextPage && !found.isFetchingNextPage) void found.fetchNextPage()
    },
    hasMore: found.hasNextPage,
    isLoading: found.isPending && enabled,
    error: found.error as AskError | null,
  }
}
