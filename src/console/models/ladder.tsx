import type { ReactNode } from 'react'
import { missingFor } from '../../lab/gates/certified-authority.ts'
import type { GateResult } from '../../lab/gates/gate.ts'
import { AUTHORITIES, compareAuthority } from '../../lab/registry/authority.ts'
import type { ModelRecord } from '../../lab/registry/model.ts'
import { Badge } from '../kit/badge.tsx'
import { useWords } from '../words/words.ts'
import './models.css'
import { WORDS } from './words.ts'

/** The steps of authority: which it has, which it has a certificate for, and what is missing for the rest. */
export function Ladder(props: {
  readonly record: Pick<ModelRecord, 'authority' | 'certified' | 'cap' | 'state'>
  readonly results: readonly GateResult[]
}): ReactNode {
  const t = useWords(WORDS)
  const { record, results } = props
  const { authority, certified, cap } = record
  const isCertified = record.state !== 'trained' && record.state !== 'evaluated' && record.state !== 'refused'
  return (
    <ol className="ladder" aria-label={t('ladder')}>
      {AUTHORITIES.map((step) => {
        const has = compareAuthority(step, authority) <= 0
        const may = isCertified && compareAuthority(step, certified) <= 0
        const missing = may ? [] : missingFor(step, results)
        return (
          <li
            key={step}
            className={`ladder-step ${has ? 'ladder-has' : may ? 'ladder-certified' : ''}`}
            aria-current={step === authority ? 'step' : undefined}
          >
            <span className="ladder-name">{t(`may_${step}`)}</span>
            <span className="model-badges">
              {step === authority && <Badge tone="accent">{t('step_now')}</Badge>}
              {may && <Badge tone="good">{t('step_certified')}</Badge>}
              {compareAuthority(step, cap) > 0 && <Badge tone="warn">{t('step_capped')}</Badge>}
              {!may && <Badge>{t('step_uncertified')}</Badge>}
            </span>
            {missing.length > 0 && results.length > 0 && (
              <span className="model-soft">
                {t('missing', { gates: missing.slice(0, 3).join(', ') + (missing.length > 3 ? ' …' : '') })}
              </span>
            )}
          </li>
        )
      })}
    </ol>
  )
}
