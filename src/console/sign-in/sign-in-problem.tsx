import type { ReactNode } from 'react'
import type { AskError } from '../api/ask-error.ts'
import { ProblemBox } from '../kit/problem-box.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** What went wrong, in words that help somebody who cannot get in. */
export function SignInProblem({ error }: { readonly error: AskError | undefined }): ReactNode {
  const t = useWords(WORDS)
  if (error === undefined) return null
  const told =
    error.kind === 'sign-in-refused'
      ? t('refused')
      : error.kind === 'rate-limited'
        ? t('tooOften')
        : undefined
  if (told === undefined) return <ProblemBox error={error} />
  return (
    <div className="problem" role="alert">
      <p>{told}</p>
      {error.kind === 'rate-limited' && <p>{error.problem?.detail}</p>}
    </div>
  )
}
