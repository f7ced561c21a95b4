import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from '../kit/button.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { startTour } from './tour-state.ts'
import { WORDS } from './words.ts'

/** Begins the tour, for the menu. */
export function TourEntry(): ReactNode {
  const t = useWords(WORDS)
  const navigate = useNavigate()
  function take(): void {
    startTour()
    void navigate({ to: paths.home() })
  }
  return (
    <Button quiet onPress={take}>
      {t('take')}
    </Button>
  )
}
