import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import { GATE_WORDS } from './gate-words.ts'
import { GatesTable } from './gates-table.tsx'
import { ModelFrame } from './model-frame.tsx'

/** The gates of a model. */
export function ModelGatesPage(): ReactNode {
  const t = useWords(GATE_WORDS)
  return (
    <ModelFrame part="gates">
      {({ gates }) => (
        <>
          <p className="page-about">{t('about')}</p>
          <GatesTable results={gates} />
        </>
      )}
    </ModelFrame>
  )
}
