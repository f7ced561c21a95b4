import { type ReactNode, useMemo, useState } from 'react'
import type { AppealWithText } from '../../api/contract/enforcements.ts'
import { EntityForm } from '../acts/entity-form.tsx'
import { List } from '../acts/list.tsx'
import { usePages } from '../acts/use-pages.ts'
import { WORDS as ACTS } from '../acts/words.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge, SeverityBadge } from '../kit/badge.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const STATES = ['open', 'upheld', 'overturned'] as const

/** Every appeal, newest first; those that are open when nothing else is asked. */
export function AppealsPage(): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const [filters, change] = useFilters(['state', 'policy', 'world'])
  const [account, setAccount] = useState<string>()
  const kinds = useAsk('enforceable', {}, { freshMs: 60_000 })
  const tally = useAsk('enforcementTally', {}, { everyMs: 10_000 })
  const { state, policy, world } = filters
  const shown = state === '' ? 'open' : state
  const pages = usePages(
    'findAppeals',
    {
      ...(shown === 'all' ? {} : { state: shown }),
      ...(policy === '' ? {} : { policy }),
      ...(world === '' ? {} : { world }),
      ...(account === undefined ? {} : { account }),
    },
    ({ appeals, next }) => ({ rows: appeals, next }),
    { everyMs: 10_000 },
  )
  const columns = useColumns()
  const any = { value: '', label: say('all') }
  return (
    <Page title={t('title')} about={t('about')}>
      {tally.data !== undefined && <p>{t('counts', tally.data.appeals)}</p>}
      <div className="filters">
        <Select
          label={t('state')}
          value={shown}
          options={[
            ...STATES.map((value) => ({ value, label: say(`appeal_${value}`) })),
            { value: 'all', label: say('all') },
          ]}
          onChange={(state) => change({ state: state === 'open' ? '' : state })}
        />
        <Select
          label={t('policy')}
          value={policy}
          options={[any, ...(kinds.data?.policies ?? []).map(({ id }) => ({ value: id, label: id }))]}
          onChange={(policy) => change({ policy })}
        />
        <Select
          label={t('world')}
          value={world}
          options={[any, ...(kinds.data?.worlds ?? []).map((name) => ({ value: name, label: name }))]}
          onChange={(world) => change({ world })}
        />
      </div>
      <EntityForm label={t('find')} onFind={setAccount} />
      <List
        label={t('title')}
        pages={pages}
        columns={columns}
        rowId={({ id }) => id}
        to={({ id }) => paths.appeal(id)}
        empty={t('empty')}
      />
    </Page>
  )
}

function useColumns(): readonly GridColumn<AppealWithText>[] {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  return useMemo(
    () => [
      {
        id: 'state',
        title: t('state'),
        width: '130px',
        cell: ({ state }) => (
          <Badge tone={state === 'open' ? 'accent' : 'plain'}>{say(`appeal_${state}`)}</Badge>
        ),
      },
      { id: 'account', title: t('account'), cell: ({ account }) => <EntityLink entity={account} /> },
      {
        id: 'words',
        title: t('words'),
        width: 'minmax(0, 2fr)',
        cell: ({ text }) => (text === null ? '–' : <PlayerText text={text} inline />),
      },
      { id: 'policy', title: t('policy'), cell: ({ policy }) => policy },
      {
        id: 'severity',
        title: t('severity'),
        width: '90px',
        sort: ({ severity }) => severity,
        cell: ({ severity }) => <SeverityBadge severity={severity} />,
      },
      { id: 'world', title: t('world'), width: '100px', cell: ({ world }) => world ?? say('everyWorld') },
      {
        id: 'at',
        title: t('at'),
        width: '130px',
        sort: ({ at }) => at,
        cell: ({ at }) => <Time at={at} relative />,
      },
    ],
    [t, say],
  )
}
