import type { ReactNode } from 'react'
import { Page } from '../kit/page.tsx'
import { WORDS as SHELL } from '../shell/words.ts'
import { useWords } from '../words/words.ts'

export function HomePage(): ReactNode {
  const t = useWords(SHELL)
  return <Page title={t('home')} />
}
