import { type ReactNode, useMemo, useState } from 'react'
import type { Statement } from '../../api/contract/enforcements.ts'
import { EntityForm } from '../acts/entity-form.tsx'
import { List } from '../acts/list.tsx'
import { usePages } from '../acts/use-pages.ts'
import { WORDS as ACTS } from '../acts/words.ts'
import { useAsk } from '../api/use-ask.ts'
import { EntityLink } from '../kit/entity-link.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const KINDS = ['enforcement', 'notice', 'correction', 'appeal'] as const

/** What players were told, newest first. */
export function StatementsPage(): ReactNode {
  const t = useWords(WORDS)
  const say = useWords(ACTS)
  const [{ kind, policy, world }, change] = useFilters(['kind', 'policy', 'world'])
  const [account, setAccount] = useState<string>()
  const kinds = useAsk('enforceable', {}, { freshMs: 60_000 })
  const pages = usePages(
    'findStatements',
    {
      ...(kind === '' ? {} : { kinds: [kind] }),
      ...(policy === '' ? {} : { policy }),
      ...(world === '' ? {} : { world }),
      ...(account === undefined ? {} : { account }),
    },
    ({ statements, next }) => ({ rows: statements, next }),
  )
  const columns = useMemo(
    (): readonly GridColumn<Statement>[] => [
      { id: 'kind', title: t('kind'), width: '170px', cell: ({ kind }) => say(`statement_${kind}`) },
      { id: 'account', title: t('account'), cell: ({ account }) => <EntityLink entity={account} /> },
      {
        id: 'what',
        title: t('what'),
        width: '140px',
        cell: ({ measure, outcome }) =>
          measure?.enforcement ?? measure?.verdict ?? (outcome === undefined ? '' : outcomeOf(outcome, say)),
      },
      { id: 'policy', title: t('policy'), cell: ({ policy }) => policy },
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
  const any = { value: '', label: say('all') }
  return (
    <Page title={t('title')} about={t('about')}>
      <div className="filters">
        <Select
          label={t('kind')}
          value={kind}
          options={[any, ...KINDS.map((value) => ({ value, label: say(`statement_${value}`) }))]}
          onChange={(kind) => change({ kind })}
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
        to={({ id }) => paths.statement(id)}
        empty={t('empty')}
      />
    </Page>
  )
}

export function outcomeOf(
  outcome: NonNullable<Statement['outcome']>,
  say: ReturnType<typeof useWords<'appeal_upheld' | 'appeal_overturned' | 'state_reversed'>>,
): string {
  return outcome === 'reversed' ? say('state_reversed') : say(`appeal_${outcome}`)
}
