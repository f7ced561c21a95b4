import type { ReactNode } from 'react'
import type { Authority } from '../../lab/registry/authority.ts'
import type { ModelState } from '../../lab/registry/model.ts'
import { Badge, type Tone } from '../kit/badge.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const TONES: Readonly<Record<ModelState, Tone>> = {
  ...{ trained: 'plain', evaluated: 'plain', refused: 'danger', shadow: 'accent', revoked: 'danger' },
  ...{ canary: 'warn', live: 'good', 'rolled-back': 'danger', retired: 'plain' },
}

export function StateBadge({ state }: { readonly state: ModelState }): ReactNode {
  const t = useWords(WORDS)
  return <Badge tone={TONES[state]}>{t(`state_${state}`)}</Badge>
}

const MAY_TONES: Readonly<Record<Authority, Tone>> = {
  ...{ observe: 'plain', rank: 'accent', reversible: 'warn', irreversible: 'danger' },
}

export function AuthorityBadge({ authority }: { readonly authority: Authority }): ReactNode {
  const t = useWords(WORDS)
  return <Badge tone={MAY_TONES[authority]}>{t(`may_${authority}`)}</Badge>
}
