import { type ReactNode, useMemo, useState } from 'react'
import type { Delivery } from '../../api/contract/delivery.ts'
import { EntityForm } from '../acts/entity-form.tsx'
import { List } from '../acts/list.tsx'
import { usePages } from '../acts/use-pages.ts'
import { WORDS as ACTS } from '../acts/words.ts'
import { useAsk } from '../api/use-ask.ts'
import { MESSAGE_TYPES } from '../endpoints/message-types.ts'
import { EntityLink } from '../kit/entity-link.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { DeliveryBadge } from './delivery-badge.tsx'
import { ResultWords } from './result-words.tsx'
import { WORDS } from './words.ts'

const STATES = ['dead', 'waiting', 'behind', 'sending', 'delivered', 'dropped'] as const

/** Every message to every endpoint, newest first; dead letters by the filter. */
export function DeliveriesPage(): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const [{ state, endpoint, type }, change] = useFilters(['state', 'endpoint', 'type'])
  const [target, setTarget] = useState<string>()
  // Dead letters are what somebody has to do something about, and few: they are looked at often.
  const shown = state === '' ? 'dead' : state
  const endpoints = useAsk('listEndpoints', {}, { freshMs: 10_000 })
  const pages = usePages(
    'findDeliveries',
    {
      ...(shown === 'all' ? {} : { states: [shown] }),
      ...(endpoint === '' ? {} : { endpoint }),
      ...(type === '' ? {} : { types: [type] }),
      ...(target === undefined ? {} : { target }),
    },
    ({ deliveries, next }) => ({ rows: deliveries, next }),
    { everyMs: shown === 'dead' ? 5000 : 30_000 },
  )
  const hosts = useMemo(
    () => new Map((endpoints.data?.endpoints ?? []).map(({ id, url }) => [id, new URL(url).host])),
    [endpoints.data],
  )
  const columns = useColumns(hosts)
  const any = { value: '', label: say('all') }
  return (
    <Page title={t('title')} about={t('about')}>
      <div className="filters">
        <Select
          label={t('state')}
          value={shown}
          options={[
            ...STATES.map((value) => ({ value, label: t(`state_${value}`) })),
            { value: 'all', label: say('all') },
          ]}
          onChange={(state) => change({ state: state === 'dead' ? '' : state })}
        />
        <Select
          label={t('endpoint')}
          value={endpoint}
          options={[any, ...[...hosts].map(([id, host]) => ({ value: id as string, label: host }))]}
          onChange={(endpoint) => change({ endpoint })}
        />
        <Select
          label={t('type')}
          value={type}
          options={[any, ...MESSAGE_TYPES.map((value) => ({ value, label: value }))]}
          onChange={(type) => change({ type })}
        />
      </div>
      <EntityForm label={t('find')} onFind={setTarget} />
      <List
        label={t('title')}
        pages={pages}
        columns={columns}
        rowId={({ id }) => id}
        to={({ id }) => paths.delivery(id)}
        empty={t('empty')}
      />
    </Page>
  )
}

function useColumns(hosts: ReadonlyMap<string, string>): readonly GridColumn<Delivery>[] {
  const t = useWords(WORDS)
  return useMemo(
    () => [
      { id: 'state', title: t('state'), width: '160px', cell: (one) => <DeliveryBadge one={one} /> },
      { id: 'type', title: t('type'), width: '165px', cell: ({ type }) => type },
      {
        id: 'target',
        title: t('target'),
        width: 'minmax(0, 1.6fr)',
        cell: ({ target }) => <EntityLink entity={target} />,
      },
      {
        id: 'endpoint',
        title: t('endpoint'),
        cell: ({ endpoint }) => <bdi>{hosts.get(endpoint) ?? endpoint}</bdi>,
      },
      {
        id: 'tries',
        title: t('tries'),
        width: '70px',
        isNumber: true,
        sort: ({ tries }) => tries,
        cell: ({ tries }) => tries,
      },
      {
        id: 'last',
        title: t('last'),
        width: '160px',
        cell: ({ lastStatus, lastResult }) =>
          lastResult === null ? '–' : (lastStatus ?? <ResultWords result={lastResult} />),
      },
      {
        id: 'queued',
        title: t('queuedAt'),
        width: '130px',
        sort: ({ queuedAt }) => queuedAt,
        cell: ({ queuedAt }) => <Time at={queuedAt} relative />,
      },
    ],
    [t, hosts],
  )
}
