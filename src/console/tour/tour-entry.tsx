import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { useWords } from '../words/words.ts'
import { startTour } from './tour-state.ts'
import { WORDS } from './words.ts'

/** Begins the tour, for the menu. */
export function TourEntry(): ReactNode {
  const t = useWords(WORDS)
  return (
    <Button quiet onPress={startTour}>
      {t('take')}
    </Button>
  )
}
