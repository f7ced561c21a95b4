import { type FormEvent, type ReactNode, useState } from 'react'
import { keepCsrfToken } from '../api/csrf.ts'
import { useChange } from '../api/use-ask.ts'
import { Button } from '../kit/button.tsx'
import { ProblemBox } from '../kit/problem-box.tsx'
import { TextField } from '../kit/text-field.tsx'
import { toast } from '../kit/toast.tsx'
import { useSession } from '../session/session.tsx'
import { PasswordHints } from '../sign-in/password-hints.tsx'
import { useWords } from '../words/words.ts'
import { WORDS } from './words.ts'

export function ChangePassword(): ReactNode {
  const t = useWords(WORDS)
  const { user } = useSession()
  const [current, setCurrent] = useState('')
  const [next, setNext] = useState('')
  const { mutate, isPending, error } = useChange('changePassword')
  function submit(event: FormEvent): void {
    event.preventDefault()
    mutate(
      { body: { current, next } },
      {
        onSuccess({ csrf }) {
          keepCsrfToken(csrf)
          setCurrent('')
          setNext('')
          toast(t('passwordChanged'))
        },
      },
    )
  }
  return (
    <form className="form" onSubmit={submit}>
      {/* So that a keeper of passwords knows whose this is. */}
      <input type="text" autoComplete="username" value={user.email ?? user.name} readOnly hidden />
      <TextField
        label={t('currentPassword')}
        value={current}
        onChange={setCurrent}
        type="password"
        autoComplete="current-password"
        isRequired
      />
      <TextField
        label={t('newPassword')}
        value={next}
        onChange={setNext}
        type="password"
        autoComplete="new-password"
        isRequired
      />
      <PasswordHints password={next} person={user} />
      <ProblemBox error={error} />
      <p className="account-soft">{t('passwordEnds')}</p>
      <Button type="submit" isDisabled={isPending}>
        {t('changePassword')}
      </Button>
    </form>
  )
}
