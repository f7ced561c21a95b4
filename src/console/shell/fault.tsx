import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Shown in the place of a page that failed. */
export function Fault(): ReactNode {
  const t = useWords(WORDS)
  return (
    <main className="alone">
      <h1>{t('fault')}</h1>
      <p>{t('faultWhy')}</p>
      <Button onPress={() => location.reload()}>{t('reload')}</Button>
    </main>
  )
}
