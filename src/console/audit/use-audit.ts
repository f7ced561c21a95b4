import { type UseInfiniteQueryResult, useInfiniteQuery } from '@tanstack/react-query'
import { type Asked, ask, type Reply } from '../api/ask.ts'
import type { AskError } from '../api/ask-error.ts'

/** What is looked for in the log. */
export type AuditAsked = Omit<NonNullable<Asked<'findAudit'>['body']>, 'after' | 'newest' | 'limit'>
export type AuditEntry = Reply<'findAudit'>['entries'][number]
interface Found {
  readonly pages: readonly Reply<'findAudit'>[]
}

const PAGE = 100

/** The newest entries that fit, page by page. */
export function useAudit(asked: AuditAsked): UseInfiniteQueryResult<Found, AskError> {
  return useInfiniteQuery<Reply<'findAudit'>, AskError, Found, readonly unknown[], number | undefined>({
    queryKey: ['findAudit', asked],
    queryFn: ({ pageParam, signal }) =>
      ask(
        'findAudit',
        {
          body: {
            ...asked,
            newest: true,
            limit: PAGE,
            ...(pageParam === undefined ? {} : { after: pageParam }),
          },
        },
        signal,
      ),
    initialPageParam: undefined,
    getNextPageParam: ({ entries }) => (entries.length < PAGE ? undefined : entries.at(-1)!.seq),
  })
}
