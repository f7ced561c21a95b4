import type { ReactNode } from 'react'
import { Empty } from '../kit/empty.tsx'
import { Panel } from '../kit/page.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useWords } from '../words/words.ts'
import { useNote } from './use-note.ts'
import { WORDS } from './words.ts'
import './quality.css'

/** A report of the page: its picture, or that it is still being counted, with what a reader should know. */
export function Part(props: {
  readonly title: string
  readonly hint: string
  readonly error: Error | null
  readonly isWaiting: boolean
  readonly notes: readonly string[]
  /** Why some of it is not to be known. */
  readonly whys?: readonly (string | null)[]
  readonly children: ReactNode
}): ReactNode {
  const t = useWords(WORDS)
  const say = useNote()
  const { title, hint, error, isWaiting, notes, whys = [], children } = props
  const told = [...new Set([...notes, ...whys.filter((why) => why !== null)])]
  return (
    <Panel title={title}>
      <ProblemBox error={error} />
      <p className="quality-hint">{hint}</p>
      {isWaiting ? error === null && <Empty>{t('counting')}</Empty> : children}
      {told.length > 0 && (
        <ul className="quality-notes">
          {told.map((note) => (
            <li key={note}>{say(note)}</li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
