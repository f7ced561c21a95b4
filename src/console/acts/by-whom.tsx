import type { ReactNode } from 'react'
import type { Enforcement } from '../../api/contract/enforcements.ts'
import { A } from '../kit/a.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Who or what asked for an enforcement: a rule, a person, or a sum of strikes. */
export function ByWhom({ cause }: { readonly cause: Enforcement['causes'][number] }): ReactNode {
  const t = useWords(WORDS)
  switch (cause.kind) {
    case 'rule':
      return (
        <>
          {t('byRule')} {cause.rule !== null && <A to={paths.rule(cause.rule)}>{cause.rule}</A>}
        </>
      )
    case 'threshold':
      return <>{t('byStrikes', { n: cause.threshold?.at ?? 0 })}</>
    case 'person':
      return (
        <>
          {t(cause.annotation === null ? 'byHand' : 'byReviewer')}
          {cause.by !== null && (
            <>
              {' '}
              <code>{cause.by}</code>
            </>
          )}
        </>
      )
  }
}
