import type { ReactNode } from 'react'
import type { BankReply } from '../../api/contract/banks.ts'
import { Badge } from '../kit/badge.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Whether a bank matches, for how many files, and of which kind it is. */
export function BankState({ bank }: { readonly bank: BankReply }): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { declared, enabled, share, negative, sealed } = bank
  return (
    <>
      {!declared ? (
        <Badge>{t('undeclared')}</Badge>
      ) : enabled && share > 0 ? (
        <Badge tone="good">{t('on')}</Badge>
      ) : (
        <Badge tone="warn">{t('off')}</Badge>
      )}{' '}
      {declared && share < 1 && (
        <Badge>{share.toLocaleString(language, { style: 'percent', maximumFractionDigits: 2 })}</Badge>
      )}{' '}
      {negative && <Badge>{t('negative')}</Badge>} {sealed && <Badge tone="danger">{t('sealed')}</Badge>}
    </>
  )
}
