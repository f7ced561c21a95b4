import type { ReactNode } from 'react'
import { mlTestScore } from '../../lab/registry/ml-test-score.ts'
import { Panel } from '../kit/page.tsx'
import { useFilters } from '../kit/use-filters.ts'
import { useWords } from '../words/words.ts'
import { ChainList } from './chain-list.tsx'
import { EVIDENCE_WORDS } from './evidence-words.ts'
import { ModelFrame } from './model-frame.tsx'
import { ScoreTable } from './score-table.tsx'
import { VerifyPanel } from './verify-panel.tsx'

/** Everything that happened to a model, and the score that is computed from it. */
export function ModelEvidencePage(): ReactNode {
  const t = useWords(EVIDENCE_WORDS)
  const [{ entry }] = useFilters(['entry'])
  return (
    <ModelFrame part="evidence">
      {({ id, seen }) => (
        <>
          <Panel title={t('chain')}>
            <p className="model-soft">{t('chainAbout')}</p>
            <VerifyPanel />
            <ChainList entries={seen.entries} asked={entry === '' ? undefined : Number(entry)} />
          </Panel>
          <ScoreTable model={id} score={mlTestScore(seen)} />
        </>
      )}
    </ModelFrame>
  )
}
