import { useInfiniteQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import type { EntityRef } from '../../core/entity.ts'
import { ask, type Reply } from '../api/ask.ts'
import type { AskError } from '../api/ask-error.ts'
import { Button } from '../kit/button.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { Grid } from '../kit/grid.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const PAGE = 200

/** Who bears a label, page by page. */
export function Bearers({ label }: { readonly label: string }): ReactNode {
  const t = useWords(WORDS)
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery<
    Reply<'labelBearers'>,
    AskError,
    { readonly pages: readonly Reply<'labelBearers'>[] },
    readonly unknown[],
    string | undefined
  >({
    queryKey: ['labelBearers', label],
    queryFn: ({ pageParam, signal }) =>
      ask(
        'labelBearers',
        {
          body: {
            ...{ label, limit: PAGE },
            ...(pageParam === undefined ? {} : { after: pageParam as EntityRef }),
          },
        },
        signal,
      ),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const rows = (data?.pages ?? []).flatMap(({ bearers }) => bearers)
  return (
    <Panel title={t('bearersOf', { label })}>
      <ProblemBox error={error} />
      {data !== undefined && (
        <Grid
          label={t('bearersOf', { label })}
          rows={rows}
          rowId={({ entity }) => entity}
          empty={t('nobody')}
          columns={[
            { id: 'entity', title: t('entity'), cell: ({ entity }) => <EntityLink entity={entity} /> },
            {
              id: 'since',
              title: t('since'),
              width: '10rem',
              sort: ({ since }) => since,
              cell: ({ since }) => <Time at={since} relative />,
            },
            {
              id: 'until',
              title: t('until'),
              width: '10rem',
              sort: ({ until }) => until ?? '',
              cell: ({ until }) => (until === null ? t('noEnd') : <Time at={until} relative />),
            },
          ]}
        />
      )}
      {hasNextPage && (
        <div>
          <Button isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('older')}
          </Button>
        </div>
      )}
    </Panel>
  )
}
