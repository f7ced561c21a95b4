import type { ReactNode } from 'react'
import { OnlyUnbound } from '../access/only-unbound.tsx'
import { Page } from '../kit/page.tsx'
import { Tabs } from '../kit/tabs.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useWords } from '../words/words.ts'
import { CountersGrid } from './counters-grid.tsx'
import { EntityLabels } from './entity-labels.tsx'
import { LabelsGrid } from './labels-grid.tsx'
import { WORDS } from './words.ts'
import './labels.css'

/** Labels by who bears them, by entity, and what the counters hold. */
export function LabelsPage(): ReactNode {
  const t = useWords(WORDS)
  const [{ part, label }, filter] = useFilters(['part', 'label'])
  return (
    <Page title={t('labels')} about={t('about')}>
      <Tabs
        label={t('labels')}
        chosen={part === '' ? 'labels' : part}
        onChoose={(next) => filter({ part: next === 'labels' ? '' : next })}
        tabs={[
          {
            id: 'labels',
            label: t('tabLabels'),
            body: (
              <OnlyUnbound>
                <LabelsGrid chosen={label} onChoose={(next) => filter({ label: next })} />
              </OnlyUnbound>
            ),
          },
          {
            id: 'entity',
            label: t('tabEntity'),
            body: (
              <OnlyUnbound>
                <EntityLabels />
              </OnlyUnbound>
            ),
          },
          { id: 'counters', label: t('tabCounters'), body: <CountersGrid /> },
        ]}
      />
    </Page>
  )
}
