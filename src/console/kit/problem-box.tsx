import type { ReactNode } from 'react'
import { AskError } from '../api/ask-error.ts'
import { useWords } from '../words/words.ts'
import { PROBLEMS } from './problem-words.ts'
import { WORDS } from './words.ts'

/** What went wrong, where, and the way out; nothing when nothing did. */
export function ProblemBox({ error }: { readonly error: Error | null | undefined }): ReactNode {
  const t = useWords(WORDS)
  const tell = useWords(PROBLEMS)
  if (error === null || error === undefined) return null
  const { problem } = error instanceof AskError ? error : { problem: undefined }
  if (error instanceof AskError && error.kind === 'stopped') return null
  return (
    <div className="problem" role="alert">
      {problem === undefined ? (
        <p>{error instanceof AskError ? t('unreachable') : error.message}</p>
      ) : (
        <>
          <p className="problem-title">{tell(error instanceof AskError ? (error.kind as never) : 'fault')}</p>
          <p>
            <bdi>{problem.detail}</bdi>
          </p>
          {problem.errors?.map(({ field, problem: what, wayOut }) => (
            <p key={`${field} ${what}`}>
              <code>{field}</code> <bdi>{what}</bdi> <bdi>{wayOut}</bdi>
            </p>
          ))}
          <p>{problem.wayOut}</p>
        </>
      )}
    </div>
  )
}
