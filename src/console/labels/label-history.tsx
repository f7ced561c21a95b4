import type { ReactNode } from 'react'
import type { EntityRef } from '../../core/entity.ts'
import { useAsk } from '../api/use-ask.ts'
import { Grid } from '../kit/grid.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { Time } from '../kit/time.tsx'
import { useWords } from '../words/words.ts'
import { SourceText } from './source-text.tsx'
import { WORDS } from './words.ts'

const MOST = 1000

/** Every label that was set on an entity or taken off, newest first. */
export function LabelHistory({ entity }: { readonly entity: EntityRef }): ReactNode {
  const t = useWords(WORDS)
  const { data, error } = useAsk('labelHistory', { body: { entity, limit: MOST } })
  const rows = (data?.changes ?? []).map((change, index) => ({ ...change, index }))
  return (
    <Panel title={t('history')}>
      <ProblemBox error={error} />
      {data !== undefined && (
        <Grid
          label={t('history')}
          rows={rows}
          rowId={({ index }) => String(index)}
          columns={[
            { id: 'time', title: t('time'), width: '12rem', cell: ({ at }) => <Time at={at} /> },
            { id: 'what', title: t('what'), width: '7rem', cell: ({ op }) => t(`op_${op}`) },
            { id: 'label', title: t('label'), width: '12rem', cell: ({ label }) => <code>{label}</code> },
            { id: 'why', title: t('why'), cell: ({ source }) => <SourceText source={source} /> },
          ]}
        />
      )}
    </Panel>
  )
}
