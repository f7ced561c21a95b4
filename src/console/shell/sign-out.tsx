import { useQueryClient } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

export function SignOut(): ReactNode {
  const t = useWords(WORDS)
  const queries = useQueryClient()
  const { mutate, isPending } = useChange('signOut')
  const leave = () => {
    // Nothing of what was shown stays in memory.
    queries.clear()
    location.assign(paths.signIn())
  }
  return (
    <Button quiet isDisabled={isPending} onPress={() => mutate({ body: {} }, { onSettled: leave })}>
      {t('signOut')}
    </Button>
  )
}
