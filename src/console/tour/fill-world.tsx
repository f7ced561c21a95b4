import type { ReactNode } from 'react'
import { useAsk } from '../api/use-ask.ts'
import { EmptyWorld } from '../home/empty-world.tsx'
import { useLanguage, useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** How a simulated world is let in, and whether its events arrive. */
export function FillWorld(): ReactNode {
  const t = useWords(WORDS)
  const language = useLanguage()
  const { data } = useAsk('overview', { body: { last: '35d', top: 1 } }, { everyMs: 2000 })
  const events = data?.totals.events ?? 0
  return (
    <>
      <EmptyWorld />
      <p role="status" className="tour-soft">
        {events === 0 ? t('noneYet') : t('arrived', { n: events.toLocaleString(language), count: events })}
      </p>
    </>
  )
}
