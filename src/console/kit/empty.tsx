import type { ReactNode } from 'react'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Stands where there is nothing, and says what would bring something. */
export function Empty({ children }: { readonly children?: ReactNode }): ReactNode {
  const t = useWords(WORDS)
  return <p className="empty">{children ?? t('nothing')}</p>
}
