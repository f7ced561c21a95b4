import { type ReactNode, useMemo, useState } from 'react'
import type { SeenReport } from '../../api/contract/reports.ts'
import { EntityForm } from '../acts/entity-form.tsx'
import { List } from '../acts/list.tsx'
import { usePages } from '../acts/use-pages.ts'
import { Badge } from '../kit/badge.tsx'
import { Empty } from '../kit/empty.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page } from '../kit/page.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { Said } from '../kit/said.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { paths } from '../paths.ts'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { ReporterPanel } from './reporter-panel.tsx'
import { WORDS } from './words.ts'

/** Reports by who made them or whom they are about, and what a reporter's word is worth. */
export function ReportsPage(): ReactNode {
  const t = useWords(WORDS)
  const { user } = useSession()
  const [{ by }, change] = useFilters(['by'])
  const [entity, setEntity] = useState<string>()
  const isByReporter = by !== 'target'
  const pages = usePages(
    'findReports',
    isByReporter ? { reporter: entity } : { target: entity },
    ({ reports, next }) => ({ rows: reports, next }),
    { enabled: entity !== undefined },
  )
  const columns = useColumns()
  return (
    <Page title={t('title')} about={t('about')}>
      <div className="filters">
        <Select
          label={t('by')}
          value={isByReporter ? 'reporter' : 'target'}
          options={(['reporter', 'target'] as const).map((value) => ({ value, label: t(`by_${value}`) }))}
          onChange={(by) => change({ by: by === 'reporter' ? '' : by })}
        />
      </div>
      <EntityForm label={t('entity')} onFind={setEntity} />
      {entity === undefined ? (
        <Empty>{t('start')}</Empty>
      ) : (
        <>
          {/* Reporters are the same in all worlds: whoever is bound to some is not told. */}
          {isByReporter && user.worlds === null && <ReporterPanel reporter={entity} />}
          <List
            label={t('title')}
            pages={pages}
            columns={columns}
            rowId={({ report }) => report}
            to={({ job }) => (job === null ? paths.reports() : paths.job(job))}
            empty={t('empty')}
          />
        </>
      )}
    </Page>
  )
}

function useColumns(): readonly GridColumn<SeenReport>[] {
  const t = useWords(WORDS)
  return useMemo(
    () => [
      {
        id: 'state',
        title: t('state'),
        width: '130px',
        cell: ({ state, outcome }) => <Badge>{outcome === null ? t(state) : t(outcome)}</Badge>,
      },
      {
        id: 'reporter',
        title: t('reporter'),
        cell: ({ reporter, trusted }) => (
          <>
            {reporter === null ? '–' : <EntityLink entity={reporter} />}{' '}
            {trusted && <Badge tone="accent">{t('trusted')}</Badge>}
          </>
        ),
      },
      {
        id: 'target',
        title: t('target'),
        cell: ({ target, item }) => <EntityLink entity={target ?? item} />,
      },
      { id: 'reason', title: t('reason'), width: '130px', cell: ({ reason }) => <Said text={reason} /> },
      { id: 'policy', title: t('policy'), cell: ({ policy }) => policy },
      {
        id: 'text',
        title: t('text'),
        width: 'minmax(0, 2fr)',
        cell: ({ text }) => (text === null ? '–' : <PlayerText text={text} inline />),
      },
      {
        id: 'weight',
        title: t('weight'),
        width: '80px',
        isNumber: true,
        sort: ({ weight }) => weight,
        cell: ({ weight }) => weight.toFixed(2),
      },
      {
        id: 'at',
        title: t('at'),
        width: '130px',
        sort: ({ receivedAt }) => receivedAt,
        cell: ({ receivedAt }) => <Time at={receivedAt} relative />,
      },
    ],
    [t],
  )
}
