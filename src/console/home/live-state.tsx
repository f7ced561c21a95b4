import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { useWords } from '../words/words.ts'
import type { Live } from './use-live.ts'
import { WORDS } from './words.ts'

/** Whether the page tells what happens now, in words. */
export function LiveState({
  state,
  watching,
}: {
  readonly state: Live['state']
  readonly watching: number | undefined
}): ReactNode {
  const t = useWords(WORDS)
  return (
    <p className="home-live" role="status">
      <Badge tone={state === 'live' ? 'good' : state === 'lost' ? 'danger' : 'plain'}>{t(state)}</Badge>
      {state === 'live' && watching !== undefined && (
        <span className="home-soft">{t('watching', { count: watching })}</span>
      )}
      {state === 'lost' && <span className="home-soft">{t('lostWhy')}</span>}
    </p>
  )
}
