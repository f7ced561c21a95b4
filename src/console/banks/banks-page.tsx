import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { BankReply } from '../../api/contract/banks.ts'
import { useAsk } from '../api/use-ask.ts'
import { A } from '../kit/a.tsx'
import { Badge, SeverityBadge } from '../kit/badge.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { paths } from '../paths.ts'
import { useLanguage, useWords } from '../words/words.ts'
import { BankState } from './bank-state.tsx'
import { WORDS } from './words.ts'

/** Members come while one looks: by a feed, by the flood guard. */
const EVERY_MS = 10_000

/** The banks of known hashes, with how much each holds and matches. */
export function BanksPage(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const navigate = useNavigate()
  const { data, error } = useAsk('listBanks', {}, { everyMs: EVERY_MS })
  const number = (n: number) => n.toLocaleString(language)
  const columns: readonly GridColumn<BankReply>[] = [
    {
      id: 'name',
      title: t('bank'),
      width: 'minmax(9rem, 2fr)',
      sort: ({ name }) => name,
      cell: ({ name }) => (
        <A to={paths.bank(name)}>
          <code>{name}</code>
        </A>
      ),
    },
    {
      id: 'policy',
      title: t('policy'),
      width: 'minmax(9rem, 2fr)',
      sort: ({ policy }) => policy ?? '',
      cell: ({ policy, severity }) => (
        <>
          {severity !== null && <SeverityBadge severity={severity} />} {policy ?? '–'}
        </>
      ),
    },
    { id: 'state', title: t('state'), width: 'minmax(9rem, 2fr)', cell: (bank) => <BankState bank={bank} /> },
    {
      id: 'members',
      title: t('members'),
      width: '7rem',
      isNumber: true,
      sort: ({ members }) => members,
      cell: ({ members }) => number(members),
    },
    {
      id: 'matched',
      title: t('matched'),
      width: '8rem',
      isNumber: true,
      sort: ({ matched }) => matched,
      cell: ({ matched, files }) => t('matchedOf', { matched, files }),
    },
    {
      id: 'quarantined',
      title: t('state_quarantined'),
      width: '8rem',
      isNumber: true,
      sort: ({ states }) => states.quarantined,
      cell: ({ states }) =>
        states.quarantined === 0 ? '0' : <Badge tone="warn">{number(states.quarantined)}</Badge>,
    },
  ]
  return (
    <Page title={t('banks')} about={t('about')}>
      <ProblemBox error={error} />
      {data !== undefined && (
        <Grid
          label={t('banks')}
          rows={data.banks}
          columns={columns}
          rowId={({ name }) => name}
          onOpen={({ name }) => void navigate({ to: paths.bank(name) })}
          empty={t('empty')}
        />
      )}
    </Page>
  )
}
