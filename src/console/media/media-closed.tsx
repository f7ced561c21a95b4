import { type ReactNode, useState } from 'react'
import { useWords } from '../words/words.ts'
import { MediaPanel, type MediaShown } from './media-panel.tsx'
import { WORDS } from './words.ts'

/** A file that is not fetched, nor shown, before somebody opens it. */
export function MediaClosed(shown: MediaShown): ReactNode {
  const t = useWords(WORDS)
  const [isOpen, setIsOpen] = useState(false)
  return (
    <details className="media-closed" onToggle={({ currentTarget }) => setIsOpen(currentTarget.open)}>
      <summary>{t('open')}</summary>
      {isOpen && <MediaPanel {...shown} />}
    </details>
  )
}
