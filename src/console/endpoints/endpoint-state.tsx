import type { ReactNode } from 'react'
import type { Endpoint } from '../../api/contract/delivery.ts'
import { Badge } from '../kit/badge.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** How an endpoint does, in a word or two. */
export function EndpointState({ one }: { readonly one: Endpoint }): ReactNode {
  const t = useWords(WORDS)
  if (one.state !== 'on')
    return <Badge tone={one.state === 'gone' ? 'danger' : 'warn'}>{t(`state_${one.state}`)}</Badge>
  if (one.breaker.state !== 'closed') return <Badge tone="danger">{t(`breaker_${one.breaker.state}`)}</Badge>
  return <Badge tone="good">{t('state_on')}</Badge>
}
