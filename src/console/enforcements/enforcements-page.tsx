import { type ReactNode, useMemo, useState } from 'react'
import type { Enforcement } from '../../api/contract/enforcements.ts'
import { EntityForm } from '../acts/entity-form.tsx'
import { List } from '../acts/list.tsx'
import { usePages } from '../acts/use-pages.ts'
import { WORDS as ACTS } from '../acts/words.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { EnforceDialog } from './enforce-dialog.tsx'
import { WORDS } from './words.ts'

const STATES = ['applied', 'reversed', 'expired'] as const
const CAUSES = ['rule', 'person', 'threshold'] as const

/** Every enforcement, newest first, narrowed by what it is and why. */
export function EnforcementsPage(): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const { may } = useSession()
  const [filters, change] = useFilters(['state', 'enforcement', 'policy', 'world', 'cause'])
  const [target, setTarget] = useState<string>()
  const [isActing, setActing] = useState(false)
  const kinds = useAsk('enforceable', {}, { freshMs: 60_000 })
  const tally = useAsk('enforcementTally', {}, { everyMs: 15_000 })
  const { state, enforcement, policy, world, cause } = filters
  const pages = usePages(
    'findEnforcements',
    {
      ...(state === 'all' ? { all: true } : state === '' ? {} : { states: [state] }),
      ...(enforcement === '' ? {} : { enforcement }),
      ...(policy === '' ? {} : { policy }),
      ...(world === '' ? {} : { world }),
      ...(cause === '' ? {} : { cause }),
      ...(target === undefined ? {} : { target }),
    },
    ({ enforcements, next }) => ({ rows: enforcements, next }),
    { everyMs: 10_000 },
  )
  const columns = useColumns()
  const any = { value: '', label: say('all') }
  return (
    <Page
      title={t('title')}
      about={t('about')}
      acts={
        may('enforcement.act') && (
          <Button primary onPress={() => setActing(true)}>
            {t('act')}
          </Button>
        )
      }
    >
      {tally.data !== undefined && (
        <p className="acts-tally">
          <strong>{t('inForce')}</strong>
          {tally.data.inForce.length === 0 && <span>{t('none')}</span>}
          {tally.data.inForce.map(({ enforcement, count }) => (
            <span key={enforcement}>
              {enforcement} <strong>{count.toLocaleString()}</strong>
            </span>
          ))}
        </p>
      )}
      <div className="filters">
        <Select
          label={t('state')}
          value={state}
          options={[
            { value: '', label: say('state_applied') },
            ...STATES.slice(1).map((value) => ({ value, label: say(`state_${value}`) })),
            { value: 'all', label: say('all') },
          ]}
          onChange={(state) => change({ state })}
        />
        <Select
          label={t('what')}
          value={enforcement}
          options={[
            any,
            ...(kinds.data?.enforcements ?? []).map(({ name }) => ({ value: name, label: name })),
          ]}
          onChange={(enforcement) => change({ enforcement })}
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
        <Select
          label={t('cause')}
          value={cause}
          options={[any, ...CAUSES.map((value) => ({ value, label: t(`cause_${value}`) }))]}
          onChange={(cause) => change({ cause })}
        />
      </div>
      <EntityForm label={t('target')} onFind={setTarget} />
      <List
        label={t('title')}
        pages={pages}
        columns={columns}
        rowId={({ id }) => id}
        to={({ id }) => paths.enforcement(id)}
        empty={t('empty')}
      />
      {isActing && <EnforceDialog onClose={() => setActing(false)} />}
    </Page>
  )
}

function useColumns(): readonly GridColumn<Enforcement>[] {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  return useMemo(
    () => [
      {
        id: 'state',
        title: t('state'),
        width: '90px',
        cell: ({ state }) => (
          <Badge tone={state === 'applied' ? 'warn' : state === 'reversed' ? 'good' : 'plain'}>
            {say(`state_${state}`)}
          </Badge>
        ),
      },
      { id: 'what', title: t('what'), width: '108px', cell: ({ enforcement }) => enforcement },
      {
        id: 'on',
        title: t('on'),
        width: 'minmax(0, 1.4fr)',
        cell: ({ target }) => <EntityLink entity={target} />,
      },
      {
        id: 'policy',
        title: t('policy'),
        width: 'minmax(0, 1.4fr)',
        cell: ({ causes }) => causes.at(-1)?.policy ?? '',
      },
      {
        id: 'why',
        title: t('cause'),
        width: '90px',
        cell: ({ causes }) => [...new Set(causes.map(({ kind }) => t(`cause_${kind}`)))].join(', '),
      },
      { id: 'world', title: t('world'), width: '80px', cell: ({ world }) => world ?? say('everyWorld') },
      {
        id: 'from',
        title: t('from'),
        width: '108px',
        sort: ({ from }) => from,
        cell: ({ from }) => <Time at={from} relative />,
      },
      {
        id: 'until',
        title: t('until'),
        width: '108px',
        cell: ({ until }) => (until === null ? t('forEver') : <Time at={until} relative />),
      },
    ],
    [t, say],
  )
}
