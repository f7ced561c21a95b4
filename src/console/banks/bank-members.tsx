import { useInfiniteQuery } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import type { BankMemberReply, BankReply } from '../../api/contract/banks.ts'
import { MEMBER_STATES } from '../../core/member-state.ts'
import { ask, type Reply } from '../api/ask.ts'
import type { AskError } from '../api/ask-error.ts'
import { Button } from '../kit/button.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Said } from '../kit/said.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { MemberDialog } from './member-dialog.tsx'
import { MemberState } from './member-state.tsx'
import { WORDS } from './words.ts'

const AT_ONCE = '100'

/** Members of a bank, page by page; never their hashes. One that is chosen opens with what can be done. */
export function BankMembers({ bank }: { readonly bank: BankReply }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const [{ state }, filter] = useFilters(['state'])
  const [opened, setOpened] = useState<number>()
  const { data, error, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery<
    Reply<'bankMembers'>,
    AskError,
    { readonly pages: readonly Reply<'bankMembers'>[] },
    readonly unknown[],
    number | null
  >({
    queryKey: ['bankMembers', bank.name, state],
    queryFn: ({ pageParam, signal }) => {
      const query = {
        limit: AT_ONCE,
        ...(state === '' ? {} : { state: state as BankMemberReply['state'] }),
        ...(pageParam === null ? {} : { after: String(pageParam) }),
      }
      return ask('bankMembers', { params: { bank: bank.name }, query }, signal)
    },
    initialPageParam: null,
    getNextPageParam: ({ after }) => after,
  })
  const rows = useMemo(() => data?.pages.flatMap(({ members }) => members) ?? [], [data])
  const columns: readonly GridColumn<BankMemberReply>[] = [
    { id: 'member', title: t('member'), width: '6rem', cell: ({ member }) => member },
    { id: 'type', title: t('type'), width: '6rem', cell: ({ type }) => <code>{type}</code> },
    {
      id: 'state',
      title: t('state'),
      width: '9rem',
      cell: (one) => <MemberState state={one.state} sealed={bank.sealed} />,
    },
    {
      id: 'matches',
      title: t('matches'),
      width: '7rem',
      isNumber: true,
      cell: ({ matches }) => matches.toLocaleString(language),
    },
    {
      id: 'source',
      title: t('source'),
      width: 'minmax(0, 2fr)',
      cell: ({ source }) => <Said text={source} />,
    },
    { id: 'tags', title: t('tags'), cell: ({ tags }) => <Said text={tags.join(', ') || '–'} /> },
    {
      id: 'changed',
      title: t('changed'),
      width: '9rem',
      cell: ({ changedAt }) => <Time at={changedAt} relative />,
    },
  ]
  return (
    <>
      <div className="filters">
        <Select
          label={t('state')}
          value={state}
          onChange={(next) => filter({ state: next })}
          options={[
            { value: '', label: t('any') },
            ...MEMBER_STATES.map((value) => ({
              value,
              label: `${t(`state_${value}`)} (${bank.states[value].toLocaleString(language)})`,
            })),
          ]}
        />
      </div>
      <ProblemBox error={error} />
      {data !== undefined && (
        <Grid
          label={t('members')}
          rows={rows}
          columns={columns}
          rowId={({ member }) => String(member)}
          onOpen={({ member }) => setOpened(member)}
          onEnd={() => hasNextPage && !isFetchingNextPage && void fetchNextPage()}
          empty={t('noMembers')}
        />
      )}
      {hasNextPage && (
        <div>
          <Button isDisabled={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('more')}
          </Button>
        </div>
      )}
      {opened !== undefined && (
        <MemberDialog bank={bank} member={opened} onClose={() => setOpened(undefined)} />
      )}
    </>
  )
}
