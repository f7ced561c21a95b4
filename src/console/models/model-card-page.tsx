import type { ReactNode } from 'react'
import { Panel } from '../kit/page.tsx'
import { Said } from '../kit/said.tsx'
import { useWords } from '../words/words.ts'
import { ModelFrame } from './model-frame.tsx'
import './models.css'
import { WORDS } from './words.ts'

/** The card of a model: as the system wrote it, as text. */
export function ModelCardPage(): ReactNode {
  const t = useWords(WORDS)
  return (
    <ModelFrame part="card">
      {(model) => (
        <Panel title={t('part_card')}>
          <pre className="model-card-text">
            <Said text={model.id} />
          </pre>
        </Panel>
      )}
    </ModelFrame>
  )
}
