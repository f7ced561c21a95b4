import type { ReactNode } from 'react'
import { passwordProblem, SHORTEST_PASSWORD } from '../../access/password-problem.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

interface Given {
  readonly password: string
  readonly person: { readonly name: string; readonly email: string | null }
}

/** What makes a good password, as the service will judge it, and how far this one is. */
export function PasswordHints({ password, person }: Given): ReactNode {
  const t = useWords(WORDS)
  const problem = password === '' ? 'short' : passwordProblem(password, person)
  const isLong = password !== '' && problem !== 'short'
  const checks = [
    [t('longEnough', { n: SHORTEST_PASSWORD, have: [...password].length }), isLong && problem !== 'long'],
    [t('notCommon'), isLong && problem !== 'common'],
    [t('notPersonal'), isLong && problem !== 'personal'],
  ] as const
  return (
    <ul className="open-checks" aria-label={t('passwordChecks')}>
      {checks.map(([text, isMet]) => (
        <li key={text} data-met={isMet || undefined}>
          <span aria-hidden>{isMet ? '✓' : '○'}</span> {text}
          <span className="sr-only">: {isMet ? t('met') : t('notMet')}</span>
        </li>
      ))}
    </ul>
  )
}
