import { useInfiniteQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ask, type Reply } from '../api/ask.ts'
import type { AskError } from '../api/ask-error.ts'
import { A } from '../kit/a.tsx'
import { Badge } from '../kit/badge.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Time } from '../kit/time.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { useHow } from './use-how.ts'
import { WORDS } from './words.ts'

type Row = Reply<'listVersions'>['versions'][number]
const PAGE = '100'

/** Every pack that went live, newest first. */
export function VersionsPage(): ReactNode {
  const t = useWords(WORDS)
  const how = useHow()
  const navigate = useNavigate()
  const { data, error, hasNextPage, isFetching, fetchNextPage } = useInfiniteQuery<
    Reply<'listVersions'>,
    AskError
  >({
    queryKey: ['listVersions', 'all'],
    queryFn: ({ pageParam, signal }) =>
      ask(
        'listVersions',
        { query: { limit: PAGE, ...(pageParam === undefined ? {} : { before: String(pageParam) }) } },
        signal,
      ),
    initialPageParam: undefined,
    getNextPageParam: ({ versions }) =>
      versions.length < Number(PAGE) || versions.at(-1)?.number === 1 ? undefined : versions.at(-1)?.number,
  })
  const rows = data?.pages.flatMap(({ versions }) => versions) ?? []
  const live = data?.pages[0]?.live
  const columns: readonly GridColumn<Row>[] = [
    {
      id: 'number',
      title: t('version'),
      width: '150px',
      cell: (row) => (
        <>
          <A to={paths.version(row.number)}>{row.number}</A>{' '}
          {row.number === live && <Badge tone="good">{t('judges')}</Badge>}
        </>
      ),
    },
    { id: 'when', title: t('when'), width: '210px', cell: (row) => <Time at={row.appliedAt} /> },
    { id: 'how', title: t('how'), width: 'minmax(0, 1fr)', cell: how },
    { id: 'who', title: t('who'), width: 'minmax(0, 1.4fr)', cell: (row) => <Said text={row.appliedBy} /> },
    { id: 'why', title: t('why'), width: 'minmax(0, 3fr)', cell: (row) => <Said text={row.why} /> },
  ]
  return (
    <Page title={t('title')} about={t('about')}>
      <ProblemBox error={error} />
      {data !== undefined && (
        <Grid
          label={t('title')}
          rows={rows}
          columns={columns}
          rowId={(row) => String(row.number)}
          onOpen={(row) => void navigate({ to: paths.version(row.number) })}
          onEnd={() => hasNextPage && !isFetching && void fetchNextPage()}
          height="calc(100vh - 230px)"
        />
      )}
    </Page>
  )
}
