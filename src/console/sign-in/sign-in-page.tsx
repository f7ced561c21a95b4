import { useQueryClient } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { returnPath } from '../../access/return-path.ts'
import { keepCsrfToken } from '../api/csrf.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Sign in, and on to the page that was asked for. */
export function SignInPage(): ReactNode {
  const t = useWords(WORDS)
  const navigate = useNavigate()
  const queries = useQueryClient()
  const { to } = useSearch({ strict: false }) as { readonly to?: unknown }
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { mutate, isPending, error } = useChange('signIn')
  const wantsCode = error?.kind === 'second-factor-needed' || code !== ''

  function submit(event: FormEvent): void {
    event.preventDefault()
    mutate(
      { body: { email, password, ...(code === '' ? {} : { code }) } },
      {
        async onSuccess(session) {
          keepCsrfToken(session.csrf)
          await queries.resetQueries({ queryKey: ['session'] })
          const path = returnPath(typeof to === 'string' ? to : undefined)
          await navigate({ to: path.startsWith('/console') ? path : paths.home() })
        },
      },
    )
  }

  return (
    <main className="alone">
      <h1>{t('signIn')}</h1>
      <form className="form" onSubmit={submit}>
        <TextField label={t('email')} value={email} onChange={setEmail} autoComplete="username" isRequired />
        <TextField
          label={t('password')}
          value={password}
          onChange={setPassword}
          type="password"
          autoComplete="current-password"
          isRequired
        />
        {wantsCode && (
          <TextField label={t('code')} value={code} onChange={setCode} autoComplete="one-time-code" />
        )}
        <ProblemBox error={error} />
        <Button type="submit" primary isDisabled={isPending}>
          {t('signIn')}
        </Button>
      </form>
    </main>
  )
}
