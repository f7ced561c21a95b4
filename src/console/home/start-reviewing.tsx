import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { useKeys } from '../kit/keys.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

const START = 'r'

/** The way to the next job. `isLarge`: it is what somebody is here for. */
export function StartReviewing({ isLarge = false }: { readonly isLarge?: boolean }): ReactNode {
  const t = useWords(WORDS)
  const navigate = useNavigate()
  const start = () => void navigate({ to: paths.review() })
  useKeys([{ key: START, label: t('start'), run: start }])
  return (
    <Button primary className={isLarge ? 'home-start' : ''} keyName={START} onPress={start}>
      {t('start')}
    </Button>
  )
}
