import type { ReactNode } from 'react'
import type { LabRunState } from '../../lab/run/lab-step.ts'
import { Badge, type Tone } from '../kit/badge.tsx'
import { useWords } from '../words/words.ts'
import { LAB_WORDS } from './words.ts'

const TONES: Readonly<Record<LabRunState, Tone>> = {
  ...{ waiting: 'plain', running: 'accent', done: 'good', stopped: 'warn', failed: 'danger' },
  cancelled: 'plain',
}

export function RunState({ state }: { readonly state: LabRunState }): ReactNode {
  const t = useWords(LAB_WORDS)
  return <Badge tone={TONES[state]}>{t(`state_${state}`)}</Badge>
}
