import type { ReactNode } from 'react'
import { Empty } from '../kit/empty.tsx'
import { useSession } from '../session/session.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What is of all worlds, for whoever is bound to none; to the rest it says why they do not see it. */
export function OnlyUnbound({ children }: { readonly children: ReactNode }): ReactNode {
  const t = useWords(WORDS)
  const { worlds } = useSession().user
  if (worlds === null) return children
  return <Empty>{t('boundWhy', { worlds: worlds.join(', ') })}</Empty>
}
