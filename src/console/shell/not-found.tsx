import type { ReactNode } from 'react'
import { A } from '../kit/a.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

export function NotFound(): ReactNode {
  const t = useWords(WORDS)
  return (
    <main className="alone">
      <h1>{t('notFound')}</h1>
      <p>{t('notFoundWhy')}</p>
      <A to={paths.home()}>{t('toHome')}</A>
    </main>
  )
}
