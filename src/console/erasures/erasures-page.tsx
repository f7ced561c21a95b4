import { type ReactNode, useState } from 'react'
import { OnlyUnbound } from '../access/only-unbound.tsx'
import type { Reply } from '../api/ask.ts'
import { useAsk } from '../api/use-ask.ts'
import { Badge } from '../kit/badge.tsx'
import { Button } from '../kit/button.tsx'
import { Dialog } from '../kit/dialog.tsx'
import { Facts } from '../kit/facts.tsx'
import { Grid } from '../kit/grid.tsx'
import type { GridColumn } from '../kit/grid-column.ts'
import { Page, Panel } from '../kit/page.tsx'
import { PlayerText } from '../kit/player-text.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { Counts } from './counts.tsx'
import { ErasePanel } from './erase-panel.tsx'
import { WORDS } from './words.ts'

type Erasure = Reply<'erasure'>
const TONES = { running: 'accent', held: 'warn', done: 'good' } as const
const REFRESH_MS = 5000

export function ErasuresPage(): ReactNode {
  const t = useWords(WORDS)
  return (
    <Page title={t('erasures')} about={t('about')}>
      <OnlyUnbound>
        <ErasePanel />
        <Erasures />
      </OnlyUnbound>
    </Page>
  )
}

function Erasures(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { data, error } = useAsk('listErasures', {}, { everyMs: REFRESH_MS })
  const [openId, setOpen] = useState<string>()
  const open = data?.erasures.find(({ id }) => id === openId)
  const columns: readonly GridColumn<Erasure>[] = [
    { id: 'tombstone', title: t('tombstone'), cell: ({ tombstone }) => <code>{tombstone}</code> },
    {
      id: 'kind',
      title: t('kind'),
      width: '5.5rem',
      sort: ({ dryRun }) => String(dryRun),
      cell: ({ dryRun }) => (dryRun ? t('kind_dry') : t('kind_erase')),
    },
    {
      id: 'state',
      title: t('state'),
      width: '6.5rem',
      sort: ({ state }) => state,
      cell: ({ state }) => <Badge tone={TONES[state]}>{t(`state_${state}`)}</Badge>,
    },
    { id: 'reason', title: t('reason'), cell: ({ reason }) => <PlayerText text={reason} inline /> },
    { id: 'by', title: t('by'), cell: ({ by }) => <PlayerText text={by} inline /> },
    {
      id: 'found',
      title: t('found'),
      width: '5.5rem',
      isNumber: true,
      cell: ({ counts }) =>
        Object.values(counts)
          .reduce((sum, one) => sum + one, 0)
          .toLocaleString(language),
    },
    {
      id: 'asked',
      title: t('asked'),
      width: '8rem',
      sort: ({ asked }) => asked,
      cell: ({ asked }) => <Time at={asked} relative />,
    },
    {
      id: 'done',
      title: t('done'),
      width: '8rem',
      sort: ({ done }) => done ?? '',
      cell: ({ done }) => (done === null ? t('notYet') : <Time at={done} relative />),
    },
  ]
  return (
    <Panel title={t('list')}>
      <ProblemBox error={error} />
      {data !== undefined && (
        <Grid
          label={t('list')}
          rows={data.erasures}
          columns={columns}
          rowId={({ id }) => id}
          onOpen={({ id }) => setOpen(id)}
        />
      )}
      {open !== undefined && (
        <Dialog
          title={t('details', { id: open.id.slice(-8) })}
          isOpen
          wide
          onClose={() => setOpen(undefined)}
        >
          <Facts
            facts={[
              ['id', <code key="id">{open.id}</code>],
              [t('tombstone'), <code key="tombstone">{open.tombstone}</code>],
              [t('state'), t(`state_${open.state}`)],
              [t('step'), open.step === '' ? '–' : open.step],
              [t('reason'), <PlayerText key="reason" text={open.reason} />],
              [t('by'), <PlayerText key="by" text={open.by} inline />],
              [t('found'), <Counts key="counts" counts={open.counts} />],
              [t('notes'), open.notes.length === 0 ? '–' : open.notes.join(' ')],
            ]}
          />
          <div className="dialog-acts">
            <Button onPress={() => setOpen(undefined)}>{t('close')}</Button>
          </div>
        </Dialog>
      )}
    </Panel>
  )
}
