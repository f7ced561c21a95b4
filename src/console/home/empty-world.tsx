import type { ReactNode } from 'react'
import { CopyButton } from '../kit/copy-button.tsx'
import { Panel } from '../kit/page.tsx'
import { useWords } from '../words/words.ts'
import './home.css'
import { WORDS } from './words.ts'

export const DEMO = 'npx haechi demo --rate 50 --count 5000'

/** What to do while nothing was ever decided. */
export function EmptyWorld(): ReactNode {
  const t = useWords(WORDS)
  return (
    <Panel title={t('emptyTitle')}>
      <p>{t('emptyWhy')}</p>
      <p className="home-command">
        <code>{DEMO}</code>
        <CopyButton text={DEMO} />
      </p>
      <p className="home-soft">{t('emptyThen')}</p>
    </Panel>
  )
}
