import type { ReactNode } from 'react'
import type { MemberState as State } from '../../core/member-state.ts'
import { Badge, type Tone } from '../kit/badge.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const TONES: Readonly<Record<State, Tone>> = {
  active: 'plain',
  confirmed: 'good',
  questioned: 'warn',
  disputed: 'plain',
  quarantined: 'warn',
  withdrawn: 'plain',
}

/** How a member stands, and whether it matches. */
export function MemberState({
  state,
  sealed,
}: {
  readonly state: State
  readonly sealed: boolean
}): ReactNode {
  const t = useWords(WORDS)
  const doubted = state === 'questioned' || state === 'quarantined'
  const matches = state === 'active' || state === 'confirmed' ? 'yes' : doubted && sealed ? 'doubt' : 'no'
  return (
    <span title={t(`matches_${matches}`)}>
      <Badge tone={TONES[state]}>{t(`state_${state}`)}</Badge>
    </span>
  )
}
