import type { ReactNode } from 'react'
import { Badge } from '../kit/badge.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** `shadow`, `live` or `canary 5%`, in the words of the page. */
export function useModeWord(): (mode: string) => string {
  const t = useWords(WORDS)
  return (mode) => {
    const percent = /^canary:? ([\d.]+)%$/.exec(mode)?.[1]
    return percent === undefined ? t(mode === 'shadow' ? 'shadow' : 'live') : t('canary', { percent })
  }
}

export function ModeBadge({ mode }: { readonly mode: string }): ReactNode {
  const word = useModeWord()
  return <Badge tone={mode === 'live' ? 'good' : mode === 'shadow' ? 'plain' : 'accent'}>{word(mode)}</Badge>
}
