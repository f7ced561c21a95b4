import type { ReactNode } from 'react'
import type { Delivery } from '../../api/contract/delivery.ts'
import { Badge, type Tone } from '../kit/badge.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const TONES: Readonly<Record<Delivery['state'], Tone>> = {
  ...{ waiting: 'accent', behind: 'plain', sending: 'accent' },
  ...{ delivered: 'good', dead: 'danger', dropped: 'plain' },
}

export function DeliveryBadge({ one }: { readonly one: Delivery }): ReactNode {
  const t = useWords(WORDS)
  return (
    <>
      <Badge tone={TONES[one.state]}>{t(`state_${one.state}`)}</Badge>
      {one.state === 'dead' && one.overtaken && (
        <>
          {' '}
          <Badge tone="warn">{t('overtaken')}</Badge>
        </>
      )}
    </>
  )
}
