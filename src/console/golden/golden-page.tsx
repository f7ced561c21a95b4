import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { ask, type Reply } from '../api/ask.ts'
import type { AskError } from '../api/ask-error.ts'
import { Badge, SeverityBadge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useSession } from '../session/session.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { AddGolden } from './add-golden.tsx'
import type { GoldenItem } from './golden-item.ts'
import { RetireDialog } from './retire-dialog.tsx'
import { WORDS } from './words.ts'

/** Items whose truth is known, and how they were answered. */
export function GoldenPage(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const mayManage = useSession().may('job.manage')
  const [{ state }, filter] = useFilters(['state'])
  const [isAdding, setAdding] = useState(false)
  const [retiring, setRetiring] = useState<GoldenItem>()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery<
    Reply<'listGolden'>,
    AskError,
    { readonly pages: readonly Reply<'listGolden'>[] },
    readonly unknown[],
    string | undefined
  >({
    queryKey: ['listGolden'],
    queryFn: ({ pageParam, signal }) =>
      ask('listGolden', { query: pageParam === undefined ? {} : { before: pageParam } }, signal),
    initialPageParam: undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  })
  const rows = useMemo(
    () =>
      (data?.pages ?? [])
        .flatMap((page) => page.golden)
        .filter(({ retiredAt }) => state === '' || (retiredAt === null) === (state === 'served')),
    [data, state],
  )
  const percent = new Intl.NumberFormat(language, { style: 'percent' })
  const columns: readonly GridColumn<GoldenItem>[] = [
    {
      id: 'policy',
      title: t('policy'),
      width: 'minmax(10rem, 1.5fr)',
      sort: ({ policy }) => policy,
      cell: ({ policy }) => <code>{policy}</code>,
    },
    {
      id: 'truth',
      title: t('truth'),
      width: '6.5rem',
      sort: ({ truth }) => truth,
      cell: ({ truth }) => (
        <Badge tone={truth === 'violates' ? 'danger' : 'good'}>{t(`truth_${truth}`)}</Badge>
      ),
    },
    {
      id: 'severity',
      title: t('severity'),
      width: '6rem',
      sort: ({ severity }) => severity,
      cell: ({ severity }) => <SeverityBadge severity={severity} />,
    },
    { id: 'queue', title: t('queue'), sort: ({ queue }) => queue, cell: ({ queue }) => queue },
    { id: 'world', title: t('world'), width: '6rem', sort: ({ world }) => world, cell: ({ world }) => world },
    {
      id: 'share',
      title: t('share'),
      width: '8rem',
      isNumber: true,
      sort: ({ right, wrong }) => (right + wrong === 0 ? -1 : right / (right + wrong)),
      cell: ({ right, wrong }) =>
        right + wrong === 0 ? '–' : `${percent.format(right / (right + wrong))} (${right}/${right + wrong})`,
    },
    {
      id: 'source',
      title: t('source'),
      width: '6.5rem',
      cell: ({ source }) => t(`source_${source}`),
    },
    {
      id: 'added',
      title: t('addedAt'),
      width: '9rem',
      sort: ({ addedAt }) => addedAt,
      cell: ({ addedAt }) => <Time at={addedAt} relative />,
    },
    {
      id: 'state',
      title: t('state'),
      width: '6rem',
      sort: ({ retiredAt }) => retiredAt ?? '',
      cell: ({ retiredAt }) => (retiredAt === null ? t('inUse') : t('retired')),
    },
    ...(mayManage
      ? [
          {
            id: 'act',
            title: t('retire'),
            width: '6.5rem',
            cell: (item: GoldenItem) =>
              item.retiredAt === null && (
                <Button
                  quiet
                  aria-label={`${t('retire')}: ${item.policy} ${item.golden.slice(-6)}`}
                  onPress={() => setRetiring(item)}
                >
                  {t('retire')}
                </Button>
              ),
          },
        ]
      : []),
  ]
  return (
    <Page
      title={t('golden')}
      about={t('about')}
      acts={
        mayManage && (
          <Button primary onPress={() => setAdding(true)}>
            {t('add')}
          </Button>
        )
      }
    >
      <ProblemBox error={error} />
      <div className="filters">
        <Select
          label={t('state')}
          value={state}
          onChange={(next) => filter({ state: next })}
          options={[
            { value: '', label: t('any') },
            { value: 'served', label: t('inUse') },
            { value: 'retired', label: t('retired') },
          ]}
        />
      </div>
      {data !== undefined && (
        <Grid
          label={t('golden')}
          rows={rows}
          columns={columns}
          rowId={({ golden }) => golden}
          onEnd={() => hasNextPage && !isFetchingNextPage && void fetchNextPage()}
          empty={t('empty')}
        />
      )}
      {hasNextPage && (
        <div>
          <Button isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('older')}
          </Button>
        </div>
      )}
      {isAdding && <AddGolden onClose={() => setAdding(false)} />}
      {retiring !== undefined && <RetireDialog item={retiring} onClose={() => setRetiring(undefined)} />}
    </Page>
  )
}
