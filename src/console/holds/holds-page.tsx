import { type ReactNode, useState } from 'react'
import { OnlyUnbound } from '../access/only-unbound.tsx'
import { useAsk } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { EntityLink } from '../kit/entity-link.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page, Panel } from '../kit/page.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Select } from '../kit/select.tsx'
import { Time } from '../kit/time.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useWords } from '../words/words.ts'
import type { Hold } from './hold.ts'
import { LiftDialog } from './lift-dialog.tsx'
import { SetHold } from './set-hold.tsx'
import { WORDS } from './words.ts'

export function HoldsPage(): ReactNode {
  const t = useWords(WORDS)
  return (
    <Page title={t('holds')} about={t('about')}>
      <OnlyUnbound>
        <SetHold />
        <Holds />
      </OnlyUnbound>
    </Page>
  )
}

function Holds(): ReactNode {
  const t = useWords(WORDS)
  const { data, error } = useAsk('listHolds', {})
  const [{ state }, filter] = useFilters(['state'])
  const [lifting, setLifting] = useState<Hold>()
  const rows = (data?.holds ?? []).filter(({ active }) => state === '' || active === (state === 'active'))
  const columns: readonly GridColumn<Hold>[] = [
    {
      id: 'entity',
      title: t('entity'),
      sort: ({ entity }) => entity,
      cell: ({ entity }) => <EntityLink entity={entity} />,
    },
    { id: 'reason', title: t('reason'), cell: ({ reason }) => <PlayerText text={reason} inline /> },
    {
      id: 'state',
      title: t('state'),
      width: '10rem',
      sort: ({ active }) => String(active),
      cell: ({ active, liftedBy }) =>
        active ? (
          <Badge tone="warn">{t('active')}</Badge>
        ) : (
          <PlayerText text={liftedBy === null ? t('over') : t('lifted', { by: liftedBy })} inline />
        ),
    },
    {
      id: 'since',
      title: t('since'),
      width: '8rem',
      sort: ({ set }) => set,
      cell: ({ set }) => <Time at={set} relative />,
    },
    { id: 'by', title: t('by'), cell: ({ setBy }) => <PlayerText text={setBy} inline /> },
    {
      id: 'ends',
      title: t('ends'),
      width: '8rem',
      sort: ({ until }) => until ?? '',
      cell: ({ until }) => (until === null ? t('open') : <Time at={until} relative />),
    },
    {
      id: 'act',
      title: t('lift'),
      width: '6rem',
      cell: (hold) =>
        hold.active && (
          <Button quiet aria-label={`${t('lift')}: ${hold.id}`} onPress={() => setLifting(hold)}>
            {t('lift')}
          </Button>
        ),
    },
  ]
  return (
    <Panel title={t('list')}>
      <ProblemBox error={error} />
      <div className="filters">
        <Select
          label={t('state')}
          value={state}
          onChange={(next) => filter({ state: next })}
          options={[
            { value: '', label: t('all') },
            { value: 'active', label: t('active') },
            { value: 'over', label: t('over') },
          ]}
        />
      </div>
      {data !== undefined && <Grid label={t('list')} rows={rows} columns={columns} rowId={({ id }) => id} />}
      {lifting !== undefined && <LiftDialog hold={lifting} onClose={() => setLifting(undefined)} />}
    </Panel>
  )
}
