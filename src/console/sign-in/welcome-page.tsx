import { useNavigate } from '@tanstack/react-router'
import { type FormEvent, type ReactNode, useState } from 'react'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { paths } from '../paths.ts'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

/** Where a one-time link is used. The token stands behind the number sign, so that it is never sent in an address. */
export function WelcomePage(): ReactNode {
  const t = useWords(WORDS)
  const navigate = useNavigate()
  const [token] = useState(() => location.hash.slice(1))
  const [email, setEmail] = useState('')
  const [password, setPassword] = useState('')
  const { mutate, isPending, error } = useChange('acceptInvitation')

  function submit(event: FormEvent): void {
    event.preventDefault()
    mutate(
      { body: { token, password, ...(email === '' ? {} : { email }) } },
      { onSuccess: () => void navigate({ to: paths.signIn(), replace: true }) },
    )
  }

  return (
    <main className="alone">
      <h1>{t('welcome')}</h1>
      {token === '' ? (
        <p>{t('noLink')}</p>
      ) : (
        <form className="form" onSubmit={submit}>
          <p>{t('welcomeHint')}</p>
          <TextField
            label={t('welcomeEmail')}
            value={email}
            onChange={setEmail}
            type="email"
            autoComplete="username"
          />
          <TextField
            label={t('newPassword')}
            value={password}
            onChange={setPassword}
            type="password"
            autoComplete="new-password"
            isRequired
          />
          <ProblemBox error={error} />
          <Button type="submit" primary isDisabled={isPending}>
            {t('set')}
          </Button>
        </form>
      )}
    </main>
  )
}
